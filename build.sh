#!/usr/bin/env bash
# Builds both tools into artifacts/bin: artifacts/bin/confiture and artifacts/bin/fraisier. Does nothing when nothing has changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/requirements.sh

require_dotnet
require_programs git=git

bin=artifacts/bin
draft=artifacts/bin.draft

# Names, contents and the SDK: what the binaries are made of.
fingerprint() {
    {
        dotnet --version
        find src Directory.Build.props Directory.Packages.props global.json build.sh \
            \( -name bin -o -name obj \) -prune -o -type f -print | LC_ALL=C sort | tee /dev/fd/3 | git hash-object --no-filters --stdin-paths
    } 3>&1 | git hash-object --stdin
}

# Machine code is made beforehand: a tool that starts cold pays for the JIT on each run. That holds for code of the framework's generic
# types with our types in them, too, which is left to the JIT unless modules may hold each other's code. Analyzers have their say in test.sh.
# Intermediate files have a place of their own, so that a build of a developer beside this one is not disturbed.
publish() {
    dotnet publish "src/$1/$1.csproj" --nologo --verbosity quiet --configuration Release --use-current-runtime --no-self-contained \
        --disable-build-servers --artifacts-path artifacts/release --output "$draft" \
        -p:PublishReadyToRun=true "-p:PublishReadyToRunCrossgen2ExtraArgs=--opt-cross-module:*%3B--non-local-generics-module:*" \
        -p:TieredPGO=false -p:RunAnalyzers=false -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false
}

sources=$(fingerprint)
if [ -x $bin/confiture ] && [ -x $bin/fraisier ] && [ "$(cat $bin/SOURCES 2>/dev/null)" = "$sources" ]; then
    say "$bin is up to date"
    exit
fi

say "Building confiture and fraisier into $bin"
rm -rf $draft
publish fraisier
publish confiture
echo "$sources" >$draft/SOURCES

# As a whole: after an interruption there is the old directory or the new one, and never a mixture.
rm -rf $bin
mv $draft $bin
say "Built. Put it on your PATH: export PATH=\"$PWD/$bin:\$PATH\""
