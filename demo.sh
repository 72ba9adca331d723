#!/usr/bin/env bash
# Four releases of the guest book in examples/quickstart: one that works, a better one, an unhealthy one, and one that is
# killed during its migrations. Everything is in a temporary directory that is removed at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$PWD
. eng/requirements.sh

deadline_seconds=60
work=$(mktemp -d)
repo=$work/repository
app=$work/app
deploy_pid= postgres_pid=

main() {
    prepare_tools
    start_postgres
    make_repository
    export NOTES_REPOSITORY=$repo NOTES_HOME=$app PORT
    PORT=$(free_port)
    cd "$repo"

    title "1. The first release: a table, and the code that uses it"
    run 0 fraisier deploy notes production
    show "v1 is deployed"

    title "2. The second adds a column and the code that uses it"
    release v2 "Say who wrote a note"
    run 0 fraisier deploy notes production
    show "v2 is deployed"

    title "3. The third adds the column mood, but its code asks for a column feeling"
    release v3 "Show the mood of a note"
    run 3 fraisier deploy notes production
    show "v3 was rolled back"

    title "4. The fourth has three migrations; the tool is killed (SIGKILL) in the second"
    git revert --no-edit HEAD >/dev/null
    release v4 "Count the words of a note"
    kill_during_migrations
    show "the tool is dead"
    run 0 fraisier recover notes production
    show "recovered"

    title "History and current state"
    run 0 fraisier history
    run 0 fraisier status notes production
    farewell
}

prepare_tools() {
    require_programs git=git
    ./build.sh
    PATH=$root/artifacts/bin:$PATH
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

start_postgres() {
    if ! confiture postgres list --quiet | grep -q '^[0-9]'; then
        require_programs npm=npm
        confiture postgres install 17
    fi
    confiture postgres run --quiet >"$work/postgres" 2>"$work/postgres.log" &
    postgres_pid=$!
    wait_until "PostgreSQL did not start" postgres_decided
    export DATABASE_URL
    read -r DATABASE_URL <"$work/postgres" || fail "PostgreSQL did not start: $(cat "$work/postgres.log")" "run \`confiture postgres run\` to see why"
}

# It has printed its URL or exited.
postgres_decided() { [ -s "$work/postgres" ] || ! kill -0 "$postgres_pid" 2>/dev/null; }

make_repository() {
    mkdir "$repo"
    cp -R examples/quickstart/. "$repo"
    rm -rf "$repo"/{releases,out,src/bin,src/obj}
    git -C "$repo" init -q -b main
    git -C "$repo" config user.name demo
    git -C "$repo" config user.email demo@example.com
    git -C "$repo" config commit.gpgsign false
    git -C "$repo" add -A
    git -C "$repo" commit -qm "Open the guest book"
    git -C "$repo" tag v1
}

# release NAME SUBJECT: commits what examples/quickstart/releases/NAME.patch changes.
release() {
    git apply --index "$root/examples/quickstart/releases/$1.patch"
    git commit -qm "$2"
    git tag "$1"
}

kill_during_migrations() {
    tell '$ fraisier deploy notes production &'
    mkfifo "$work/messages"
    indent <"$work/messages" &
    local indent_pid=$!
    fraisier deploy notes production >"$work/messages" 2>&1 &
    deploy_pid=$!
    wait_until "the first migration of v4 did not finish" reached 20260401090000
    kill -KILL "$deploy_pid"
    wait "$deploy_pid" 2>/dev/null || true
    wait "$indent_pid"
    tell "\$ kill -KILL $deploy_pid"
    deploy_pid=
}

# reached VERSION: the database remembers this migration or a later one.
reached() { [[ ! "$(ledger)" < "$1" ]]; }

# --- what is shown -------------------------------------------------------------------------------------------------

tell() { printf '%s\n' "$*"; }

title() { printf '\n\033[1m%s\033[0m\n' "$1"; }

indent() { while IFS= read -r line; do tell "    $line"; done; }

# run CODE COMMAND ...: shows a command and its output; another exit code than CODE ends the demonstration.
run() {
    local expected=$1 code=0
    shift
    tell "\$ $*"
    "$@" 2>&1 | indent || code=$?
    [ "$code" -eq "$expected" ] || fail "\`$*\` exited with $code instead of $expected" "see the lines above"
    tell "    exit code $code"
}

show() { printf '  => %-18s  release %-12s  ledger %-29s  health %s\n' "$1" "$(live)" "$(ledger)" "$(health)"; }

# The commit whose files `current` names, and its tag.
live() { git log -1 --format='%(describe:tags=true) %h' "$(cat "$app/current/REVISION")"; }

# The newest migration that the database remembers.
ledger() { confiture migrate status --config confiture.yaml --quiet | awk '$3 == "applied" { last = $1 "_" $2 } END { print last }'; }

health() {
    local answer
    answer=$({ printf 'GET /health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3; timeout 10 cat <&3; } 3<>"/dev/tcp/127.0.0.1/$PORT" 2>/dev/null) || true
    case $answer in
        *' 200 '*) echo "200 ok" ;;
        *' 503 '*) echo "503 $(sed -n 's/.*"reason":"\([^"]*\)".*/\1/p' <<<"$answer")" ;;
        *) echo "no answer" ;;
    esac
}

farewell() {
    cat <<END

Now try it on yours:
    export PATH="$root/artifacts/bin:\$PATH"
    cd YOUR-APPLICATION
    confiture init .                          # db/schema, db/migrations, db/environments
    confiture migrate generate initial        # the whole schema; later: what changed in db/schema
    fraisier init                             # a fraises.yaml to fill in
    fraisier deploy NAME production --dry-run
END
}

# --- waiting and cleaning up ---------------------------------------------------------------------------------------

# wait_until COMPLAINT COMMAND ...: until the command succeeds or the deadline passes.
wait_until() {
    local complaint=$1 end=$((SECONDS + deadline_seconds))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || fail "$complaint (waited $deadline_seconds s)" "see the lines above; report it if they do not explain it"
        sleep 0.1
    done
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 10000))
        (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

# end PID: ends a process that was started here, and waits for its end.
end() {
    [ -n "$1" ] || return 0
    kill -TERM "$1" 2>/dev/null || return 0
    local last=$((SECONDS + deadline_seconds))
    while kill -0 "$1" 2>/dev/null && [ $SECONDS -lt $last ]; do sleep 0.1; done
}

# The guest book runs under a supervisor, which outlives the deployment that started it.
supervisor_pid() { sed -n 's/.*"supervisor":{[^}]*"pid":\([0-9]*\).*/\1/p' "$app/.fraisier/notes.production/run/process.json" 2>/dev/null || true; }

clean_up() {
    trap - EXIT INT TERM
    cd /
    end "$deploy_pid"
    end "$(supervisor_pid)"
    end "$postgres_pid"
    rm -rf "$work"
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
main
