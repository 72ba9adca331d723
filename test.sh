#!/usr/bin/env bash
# Runs every test. `./test.sh NAME...` runs the test projects whose name holds one of the words; `--long` adds the long suites.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/requirements.sh
. eng/postgres.sh

# A suite that takes longer hangs; the long ones have more time.
suite_minutes=${SUITE_MINUTES:-40}
results=artifacts/test-results
wanted=()
for argument in "$@"; do
    case $argument in
        --long) export LONG=1 && suite_minutes=${SUITE_MINUTES:-240} ;;
        -h | --help) sed -n '2s/^# //p' "${BASH_SOURCE[0]}" && exit ;;
        -*) fail "unknown option $argument" "./test.sh [--long] [NAME...]" ;;
        *) wanted+=("$argument") ;;
    esac
done

install_what_is_missing() {
    require_dotnet
    # Debian keeps pgbouncer where only root's PATH looks.
    export PATH="$PATH:/usr/sbin"
    require_programs git=git psql=postgresql-client node=nodejs npm=npm systemctl=systemd python3=python3 setpriv=util-linux ps=procps script=bsdutils pgbouncer=pgbouncer zsh=zsh fish=fish pg_isready=postgresql-client strace=strace pkill=procps curl=curl ssh=openssh-client sshd=openssh-server
    require_postgres_server
}

is_wanted() {
    local word
    [ ${#wanted[@]} -eq 0 ] && return 0
    for word in "${wanted[@]}"; do
        case $1 in *"$word"*) return 0 ;; esac
    done
    return 1
}

selected() {
    local project name
    for project in tests/*.Tests/*.Tests.csproj; do
        name=$(basename "$project" .csproj)
        if is_wanted "$name"; then echo "$name"; fi
    done
}

build() {
    say "Building (Release, warnings are errors)"
    dotnet build Fraisier.slnx --nologo --verbosity quiet --configuration Release -p:BuildInParallel=true
    eng/test-programs.sh
    ./build.sh
}

# The suites of Confiture run on every major version that it supports; what this machine lacks is fetched.
fetch_servers() {
    local present major
    present=$(artifacts/bin/confiture postgres list --quiet)
    for major in 14 15 16 17 18; do
        grep -q "^$major\." <<<"$present" || artifacts/bin/confiture postgres install $major >/dev/null
    done
}

# attribute NAME REPORT: a number from the report's <assembly> element.
attribute() {
    grep -o '<assembly [^>]*>' "$2" 2>/dev/null | head -n 1 | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' || echo 0
}

# Of the situations of deployments each day takes a third; the classes of the others, as options of the runner.
kinds_of_other_days() {
    [ "$1" = Fraisier.Deployment.Tests ] && [ -z "${LONG:-}" ] || return 0
    local file i=0 day=${ROTATION:-$(date -u +%j)}
    for file in tests/$1/Kinds/*.cs; do
        [ $((i++ % 3)) -eq $((10#$day % 3)) ] || printf -- '-class-\n%s.%s\n' "$1" "$(basename "$file" .cs)"
    done
}

# run NAME: one line with the figures; what the suite wrote follows when it failed. Adds to $passed and $failed.
run() {
    local name=$1 log=$results/$1.log report=$results/$1.xml status=0 start=$SECONDS good bad problem="" others=()
    mapfile -t others < <(kinds_of_other_days "$name")
    timeout --kill-after=30 "${suite_minutes}m" "tests/$name/bin/Release/net10.0/$name" -noColor -noLogo -failSkips "${others[@]}" -xml "$report" >"$log" 2>&1 </dev/null || status=$?
    good=$(attribute passed "$report")
    bad=$(($(attribute failed "$report") + $(attribute skipped "$report") + $(attribute errors "$report")))
    if [ $status -eq 124 ] || [ $status -eq 137 ]; then problem="did not end within $suite_minutes minutes"
    elif [ ! -s "$report" ]; then problem="crashed: exit code $status and no report"
    elif [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then problem="ran no test"
    elif [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then problem="exit code $status"
    fi
    [ -z "$problem" ] || bad=$((bad + 1))
    printf '%-32s %5d passed %5d failed %5d s%s\n' "$name" "$good" "$bad" $((SECONDS - start)) "${problem:+   $problem}"
    # Figures that a suite reports are printed, whatever its result.
    sed 's/<!\[CDATA\[/\n/g; s/\]\]>/\n/g' "$report" 2>/dev/null | grep -E '^ *(kill sweep|mutant|figure)' | cut -c1-200 || true
    if [ "$bad" -gt 0 ]; then
        grep -vE '^\s*$' "$log" | tail -n 300 | sed 's/^/    /'
        [ -z "$problem" ] || failures+=("$name $problem")
        mapfile -t -O ${#failures[@]} failures < <(grep -oE '<test name="[^"]*"[^>]* result="Fail"' "$report" 2>/dev/null | cut -d'"' -f2)
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
}

install_what_is_missing
mapfile -t projects < <(selected)
[ ${#projects[@]} -gt 0 ] || fail "no test project matches ${wanted[*]}" "run ls tests to see them"
build
if printf '%s\n' "${projects[@]}" | grep -q '^Confiture'; then fetch_servers; fi
rm -rf $results
mkdir -p $results
passed=0
failed=0
failures=()
for name in "${projects[@]}"; do run "$name"; done
# Whoever reads only the end sees what to look for further up.
[ ${#failures[@]} -eq 0 ] || printf 'failed: %s\n' "${failures[@]}"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
