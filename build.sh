#!/usr/bin/env bash
# Builds both tools into artifacts/bin: artifacts/bin/confiture and artifacts/bin/fraisier. Does nothing when nothing has changed.
#   --managed          executables that need .NET on the host: quicker to build, slower to start
#   --cpu CPU          native executables for x86-64-v3 (the default on such machines), x86-64 (any), or arm64
#   --packages         packages for `dotnet tool install` and, of the libraries, for `dotnet add package`, into artifacts/packages
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/requirements.sh

kind=native cpu=
while [ $# -gt 0 ]; do
    case $1 in
        --managed) kind=managed ;;
        --packages) kind=packages ;;
        --cpu) shift && cpu=${1:-} ;;
        --cpu=*) cpu=${1#*=} ;;
        -h | --help) sed -n '2,/^set /s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit ;;
        *) fail "unknown option $1" "./build.sh [--managed | --cpu CPU | --packages]" ;;
    esac
    shift
done
case $(uname -m) in
    x86_64) here=x64 ;;
    aarch64 | arm64) here=arm64 ;;
    *) fail "native executables are built on x86-64 and arm64, and this is $(uname -m)" "./build.sh --managed" ;;
esac
case ${cpu:=$([ $here = x64 ] && echo x86-64-v3 || echo arm64)} in
    x86-64-v3 | x86-64) rid=linux-x64 ;;
    arm64) rid=linux-arm64 ;;
    *) fail "there is no processor $cpu to build for" "./build.sh --cpu x86-64-v3, x86-64 or arm64" ;;
esac
require_dotnet
require_programs git=git
# What links: gcc, or the one for the other processor.
linker=gcc options=()
if [ $kind = native ] && [ $rid = linux-$here ]; then require_programs gcc=build-essential
elif [ $kind = native ]; then
    prefix=$([ $rid = linux-arm64 ] && echo aarch64 || echo x86-64)-linux-gnu
    linker=$([ $rid = linux-arm64 ] && echo aarch64 || echo x86_64)-linux-gnu-gcc
    require_programs "$linker=gcc-$prefix"
    require_apt_packages "libc6-dev-$([ $rid = linux-arm64 ] && echo arm64 || echo amd64)-cross"
    options=("-p:ObjCopyName=${linker%gcc}objcopy")
fi

bin=artifacts/bin
draft=artifacts/bin.draft

# Names, contents, the SDK and the options: what the binaries are made of.
fingerprint() {
    {
        dotnet --version
        echo "$kind $cpu"
        find src eng Directory.Build.props Directory.Packages.props global.json build.sh \
            \( -name bin -o -name obj \) -prune -o -type f -print | LC_ALL=C sort | tee /dev/fd/3 | git hash-object --no-filters --stdin-paths
    } 3>&1 | git hash-object --stdin
}

# Both tools at once: what they share is built once, and each keeps one processor busy. Analyzers have their say in test.sh. Intermediate files
# have a place of their own, so that a build of a developer beside this one is not disturbed.
publish() {
    dotnet publish eng/tools.slnf --nologo --verbosity quiet --configuration Release --disable-build-servers \
        --artifacts-path "artifacts/release-$kind" -p:PublishDir="$PWD/$draft/" -p:RunAnalyzers=false -p:DebugType=none \
        -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false "$@"
}

sources=$(fingerprint)
if [ $kind != packages ] && [ -x $bin/confiture ] && [ -x $bin/fraisier ] && [ "$(cat $bin/SOURCES 2>/dev/null)" = "$sources" ]; then
    say "$bin is up to date"
    exit
fi

rm -rf $draft
case $kind in
    native)
        say "Building native executables for $cpu into $bin (about two minutes)"
        publish --runtime $rid -p:Native=true "-p:Cpu=$cpu" -p:CppCompilerAndLinker=$linker "${options[@]}"
        ;;
    managed)
        # Machine code is made beforehand: a tool that starts cold pays for the JIT on each run. That holds for code of the framework's generic
        # types with our types in them, too, which is left to the JIT unless modules may hold each other's code.
        say "Building confiture and fraisier into $bin"
        publish --runtime linux-$here --no-self-contained -p:PublishReadyToRun=true -p:TieredPGO=false \
            "-p:PublishReadyToRunCrossgen2ExtraArgs=--opt-cross-module:*%3B--non-local-generics-module:*"
        ;;
    packages)
        say "Packing confiture, fraisier and the libraries into artifacts/packages"
        pack() {
            dotnet pack "$@" --nologo --verbosity quiet --configuration Release --disable-build-servers \
                --artifacts-path artifacts/release-packages --output artifacts/packages -p:RunAnalyzers=false
        }
        pack eng/tools.slnf -p:PackAsTool=true
        pack eng/libraries.slnf
        exit
        ;;
esac
echo "$sources" >$draft/SOURCES

# As a whole: after an interruption there is the old directory or the new one, and never a mixture.
rm -rf $bin
mv $draft $bin
say "Built. Put it on your PATH: export PATH=\"$PWD/$bin:\$PATH\""
