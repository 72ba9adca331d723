#!/usr/bin/env bash
# Prints the test projects that what changed since a commit can reach: those of the changed projects, and of all projects above them. test.sh --since calls it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/requirements.sh

git rev-parse -q --verify "$1^{commit}" >/dev/null || fail "there is no commit $1" "git log --oneline shows some"
mapfile -t changed < <(git diff --name-only "$1" && git ls-files --others --exclude-standard)

all() { for project in tests/*.Tests/*.Tests.csproj; do basename "$project" .csproj; done; }

# The projects that a file belongs to, as directories; `all` for what every build reads.
homes() {
    case $1 in
        src/*/* | benchmarks/*/*) echo "$1" | cut -d/ -f1-2 ;;
        tests/Cli.Tests/SampleRules/*) echo tests/Cli.Tests ;;
        tests/*/*) echo "$1" | cut -d/ -f1-2 ;;
        docs/lint/*) echo tests/Confiture.Safety.Tests ;;
        docs/guides/* | examples/* | README.md)
            echo tests/Confiture.Migrations.Tests tests/Confiture.Testing.Tests tests/Fraisier.Deployment.Tests tests/Architecture.Tests
            ;;
        docs/*) echo tests/Architecture.Tests tests/Cli.Tests ;;
        *.md | LICENSE) ;;
        *) echo all ;;
    esac
}

declare -A reached=()
for file in "${changed[@]}"; do
    for home in $(homes "$file"); do
        if [ "$home" = all ]; then all && exit; fi
        reached[$home]=1
    done
done

# Upwards along the references until nothing is new. The tests of the published tools and those of the architecture see every source.
for ((before = -1; before != ${#reached[@]}; )); do
    before=${#reached[@]}
    for project in src/*/*.csproj tests/*/*.csproj; do
        home=$(dirname "$project")
        [ -z "${reached[$home]:-}" ] || continue
        for reference in $(grep -oE 'Include="[^"]+\.csproj"' "$project" | cut -d'"' -f2); do
            below=$(realpath -m --relative-to=. "$home/$(dirname "$reference")")
            [ -z "${reached[$below]:-}" ] || reached[$home]=1
        done
    done
done
for home in "${!reached[@]}"; do
    case $home in
        src/*) echo Architecture.Tests && echo Cli.Tests ;;
        tests/Fraisier.Harness | tests/TestApp) echo Fraisier.Deployment.Tests && echo Fleet.Tests ;;
        tests/Fraisier.Deployment.Tests) echo Fraisier.Deployment.Tests && echo Fleet.Tests ;; # Which uses its repository of releases.
        tests/*.Tests) basename "$home" ;;
    esac
done | sort -u
