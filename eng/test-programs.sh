#!/usr/bin/env bash
# Publishes the programs that deployment tests run hundreds of times, compiled ahead of time, into artifacts/test-programs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for program in Fraisier.Harness TestApp; do
    dotnet publish "tests/$program/$program.csproj" --nologo --verbosity quiet --configuration Release --use-current-runtime --no-self-contained \
        --output "artifacts/test-programs/$program" -p:PublishReadyToRun=true "-p:PublishReadyToRunCrossgen2ExtraArgs=--opt-cross-module:*%3B--non-local-generics-module:*" \
        -p:RunAnalyzers=false
done
