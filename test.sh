#!/usr/bin/env bash
# Runs every test. `./test.sh NAME...` runs the test projects whose name holds one of the words; `--since REF` those that what changed since a commit
# can reach; `--long` adds the long suites; `--without-fleet` leaves out what boots hosts, which needs root;
# `--mutate [NAME]` breaks the pure parts line by line and says which breaks no test notices.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/requirements.sh
. eng/postgres.sh

# A suite that takes longer hangs; the long ones have more time.
suite_minutes=${SUITE_MINUTES:-40}
results=artifacts/test-results
wanted=()
since=
fleet=1
while [ $# -gt 0 ]; do
    case $1 in
        --long) export LONG=1 && suite_minutes=${SUITE_MINUTES:-240} ;;
        --since) shift && since=${1:-} && [ -n "$since" ] || fail "--since needs a commit" "./test.sh --since main" ;;
        --without-fleet) fleet= ;;
        --mutate) shift && exec eng/mutate.sh "$@" ;;
        -h | --help) sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" && exit ;;
        -*) fail "unknown option $1" "./test.sh [--long] [--since REF] [--without-fleet] [NAME...]" ;;
        *) wanted+=("$1") ;;
    esac
    shift
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
    [ "$1" != Fleet.Tests ] || [ -n "$fleet" ] || return 1
    [ -z "$since" ] || grep -qx "$1" <<<"$reached" || return 1
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
    # Suites start the tools thousands of times: the native ones.
    export TOOLS=$PWD/artifacts/bin
}

# The suites of Confiture run on every major version that it supports; what this machine lacks is fetched.
fetch_servers() {
    local present major
    present=$(artifacts/bin/confiture postgres list --quiet)
    for major in 14 15 16 17 18; do
        grep -q "^$major\." <<<"$present" || artifacts/bin/confiture postgres install $major >/dev/null
    done
}

# Where hosts cannot be booted the suite fails; leaving it out is something that one says.
prepare_hosts() {
    [ "$(id -u)" -eq 0 ] || fail "Fleet.Tests boots hosts, which needs root" "run this as root, or leave them out: ./test.sh --without-fleet"
    require_programs systemd-nspawn=systemd-container nginx=nginx-light nsenter=util-linux ssh-keygen=openssh-client
    eng/fleet.sh >/dev/null
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

# run NAME WAY: one line with the figures; what the suite wrote follows when it failed. WAY is alone (what measures time), beside (the rest) or all.
run() {
    local name=$1 way=$2 log=$results/$1.$2.log report=$results/$1.$2.xml status=0 start=$SECONDS good bad problem="" options=()
    mapfile -t options < <(kinds_of_other_days "$name")
    case $way in
        alone) options+=(-trait runs=alone) ;;
        beside) options+=(-trait- runs=alone) ;;
    esac
    timeout --kill-after=30 "${suite_minutes}m" "tests/$name/bin/Release/net10.0/$name" -noColor -noLogo -failSkips "${options[@]}" \
        -xml "$report" >"$log" 2>&1 </dev/null || status=$?
    good=$(attribute passed "$report")
    bad=$(($(attribute failed "$report") + $(attribute skipped "$report") + $(attribute errors "$report")))
    if [ $status -eq 124 ] || [ $status -eq 137 ]; then problem="did not end within $suite_minutes minutes"
    elif [ ! -s "$report" ]; then problem="crashed: exit code $status and no report"
    elif [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then problem="ran no test"
    elif [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then problem="exit code $status"
    fi
    [ -z "$problem" ] || bad=$((bad + 1))
    {
        printf '%-32s %5d passed %5d failed %5d s%s\n' "$name$([ "$way" != alone ] || echo ' (alone)')" "$good" "$bad" $((SECONDS - start)) "${problem:+   $problem}"
        # Figures that a suite reports are printed, whatever its result.
        sed 's/<!\[CDATA\[/\n/g; s/\]\]>/\n/g' "$report" 2>/dev/null | grep -E '^ *(kill sweep|mutant|figure)' | cut -c1-200 || true
        if [ "$bad" -gt 0 ]; then grep -vE '^\s*$' "$log" | tail -n 300 | sed 's/^/    /'; fi
    } >"$results/$name.$way.said"
    cat "$results/$name.$way.said"
    echo "$good $bad" >"$results/$name.$way.count"
    if [ "$bad" -gt 0 ]; then
        { [ -z "$problem" ] || echo "$name $problem"; grep -oE '<test name="[^"]*"[^>]* result="Fail"' "$report" 2>/dev/null | cut -d'"' -f2 || true; } >"$results/$name.$way.failed"
    fi
}

# What waits for other processes leaves a processor idle: Fraisier's deployments run beside everything else. Tests that judge by time come first, alone.
run_all() {
    local name lane=()
    for name in "${projects[@]}"; do
        if grep -rqs --include='*.cs' 'Trait("runs", "alone")' "tests/$name"; then run "$name" alone; fi
    done
    for name in "${projects[@]}"; do
        if [ "$name" = Fraisier.Deployment.Tests ]; then run "$name" beside & else lane+=("$name"); fi
    done
    for name in "${lane[@]}"; do run "$name" beside; done
    wait
}

install_what_is_missing
reached=$([ -z "$since" ] || eng/reached.sh "$since")
mapfile -t projects < <(selected)
[ ${#projects[@]} -gt 0 ] || [ -z "$since" ] || { echo "nothing that a test can reach has changed since $since" && exit; }
[ ${#projects[@]} -gt 0 ] || fail "no test project matches ${wanted[*]}" "run ls tests to see them"
build
if printf '%s\n' "${projects[@]}" | grep -q '^Confiture'; then fetch_servers; fi
if printf '%s\n' "${projects[@]}" | grep -q '^Fleet'; then prepare_hosts; fi
rm -rf $results
mkdir -p $results
run_all
# A suite that left no count was ended from outside.
passed=$(cat $results/*.count | awk '{ n += $1 } END { print n + 0 }')
failed=$(cat $results/*.count | awk '{ n += $2 } END { print n + 0 }')
for name in "${projects[@]}"; do [ -s "$results/$name.beside.count" ] || { failed=$((failed + 1)) && echo "failed: $name left no result"; }; done
# Whoever reads only the end sees what to look for further up.
cat $results/*.failed 2>/dev/null | sed 's/^/failed: /' || true
[ -n "$fleet" ] || echo "left out: Fleet.Tests, which tries everything on hosts of its own (--without-fleet)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
