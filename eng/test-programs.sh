#!/usr/bin/env bash
# Publishes the programs that deployment tests start hundreds of times, as native executables, into artifacts/test-programs.
# Does nothing when nothing has changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/requirements.sh

require_programs git=git gcc=build-essential
out=artifacts/test-programs
sources=$(
    {
        dotnet --version
        find src eng tests/Fraisier.Harness tests/TestApp Directory.Build.props Directory.Packages.props tests/Directory.Build.props global.json \
            \( -name bin -o -name obj \) -prune -o -type f -print | LC_ALL=C sort | tee /dev/fd/3 | git hash-object --no-filters --stdin-paths
    } 3>&1 | git hash-object --stdin
)
[ "$(cat $out/SOURCES 2>/dev/null)" != "$sources" ] || exit 0
cpu=$([ "$(uname -m)" = x86_64 ] && echo x86-64-v3 || echo native)
for program in Fraisier.Harness TestApp; do
    dotnet publish "tests/$program/$program.csproj" --nologo --verbosity quiet --configuration Release --use-current-runtime \
        --artifacts-path artifacts/release-tests --output "$out.draft/$program" -p:Native=true "-p:Cpu=$cpu" -p:RunAnalyzers=false -p:DebugType=none
done
echo "$sources" >$out.draft/SOURCES
rm -rf $out
mv $out.draft $out
