#!/usr/bin/env bash
# Breaks the pure parts, one small change at a time, and runs tests/Pure.Tests against each: `eng/mutate.sh [NAME]`, by way of ./test.sh --mutate. A part
# whose tests notice less than 85 % of the changes is a failure. What survives is in artifacts/mutants/NAME.txt; docs/mutants.md says why it may.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/requirements.sh

# NAME PROJECT FILES: one run each; the files are globs within the project.
parts="
JournalState     Fraisier.Deployment   Journal/JournalState.cs
Course           Fraisier.Deployment   Course/*.cs
MigrationStatus  Confiture.Migrations  Planning/MigrationStatus.cs
Likeness         Confiture.Schema      Renames/Likeness.cs
Problems         Foundation            Configuration/Problems.cs Configuration/Variables.cs Configuration/Node.cs
NodeReader       Foundation            Configuration/NodeReader.cs
Configuration    Foundation            Configuration/ConfigurationFile.cs Configuration/ConfigurationMap.cs
Quotes           Confiture.Sql         Tokens/SqlLexer.Quotes.cs
Operators        Confiture.Sql         Tokens/SqlLexer.Operators.cs
Tokens           Confiture.Sql         Tokens/SqlLexer.cs Tokens/SqlToken.cs Tokens/SqlCharacters.cs
"
least=85
out=$PWD/artifacts/mutants

# Counts what a report holds and lists what survived: SCORE KILLED SURVIVED. What no test reaches survived, too.
counted() {
    python3 - "$1" "$2" <<'PYTHON'
import json, sys
killed, alive = 0, []
for path, file in json.load(open(sys.argv[1]))["files"].items():
    for mutant in file["mutants"]:
        if mutant["status"] in ("Killed", "Timeout"): killed += 1
        elif mutant["status"] in ("Survived", "NoCoverage"):
            start = mutant["location"]["start"]
            text = " ".join(mutant.get("replacement", "").split())[:160]
            where = (path.split("/src/")[-1], start["line"], start["column"])
            alive.append((where, f"{mutant['mutatorName']}: {text}" + (" (no test)" if mutant["status"] == "NoCoverage" else "")))
with open(sys.argv[2], "w") as file:
    for (path, line, column), what in sorted(alive): print(f"{path}:{line}:{column}: {what}", file=file)
print(f"{100 * killed / max(1, killed + len(alive)):.1f} {killed} {len(alive)}")
PYTHON
}

# run NAME PROJECT FILE...: one line of the table; fails when the score is too low or there is none.
run() {
    local name=$1 project=$2 file options=() score killed alive status=0
    shift 2
    for file in "$@"; do options+=(--mutate "**/$file"); done
    rm -rf "${out:?}/$name"
    (cd tests/Pure.Tests && dotnet stryker --config-file ../../eng/stryker.json --skip-version-check --project "$project.csproj" "${options[@]}" \
        --output "$out/$name") >"$out/$name.log" 2>&1 </dev/null || status=$?
    if [ ! -s "$out/$name/reports/mutation-report.json" ]; then
        printf '%-16s %8s   exit code %d; see %s\n' "$name" none "$status" "artifacts/mutants/$name.log"
        return 1
    fi
    read -r score killed alive < <(counted "$out/$name/reports/mutation-report.json" "$out/$name.txt")
    printf '%-16s %6s %% %8d %8d\n' "$name" "$score" "$killed" "$alive"
    [ "$status" -eq 0 ] && [ "${score%.*}" -ge $least ]
}

require_dotnet
require_programs python3=python3
mkdir -p "$out"
dotnet tool restore >/dev/null
# What the build checks has been checked; a busy machine takes long to say which SDKs it has.
export RunAnalyzers=false DOTNET_INFO_WAIT_TIME=120000
failed=0 ran=0
while read -r name project files; do
    [ -n "$name" ] || continue
    case $name in *"${1:-}"*) ;; *) continue ;; esac
    [ $ran -gt 0 ] || printf '%-16s %8s %8s %8s\n' part score killed survived
    ran=$((ran + 1))
    # shellcheck disable=SC2086 # The files are words.
    set -f && run "$name" "$project" $files || failed=$((failed + 1))
done <<<"$parts"
[ $ran -gt 0 ] || fail "no part matches ${1:-}" "the parts are $(awk 'NF { printf "%s%s", sep, $1; sep = ", " }' <<<"$parts")"
[ $failed -eq 0 ] || fail "$failed of $ran parts have no score of $least % or more" "look at what survived in artifacts/mutants and write a test that sees it"
