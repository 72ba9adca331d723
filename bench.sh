#!/usr/bin/env bash
# Measures confiture and fraisier beside psql, pg_dump, dbmate, sqitch and squawk, and prints one table: ./bench.sh [ROUNDS] [--rows REGEX] [--micro]
#   ROUNDS             how often each contender has a turn; 7 when not given
#   --rows REGEX       only the rows whose name matches; writes nothing
#   --micro            the SQL splitter and the syntax tree alone
# With all rows and at least 7 rounds it writes docs/benchmarks.md. It ends with 1 when a limit is missed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/requirements.sh
. eng/postgres.sh

usage="./bench.sh [ROUNDS] [--rows REGEX] [--micro]"
micro=0
arguments=()
while [ $# -gt 0 ]; do
    case $1 in
        --micro) micro=1 ;;
        --rows) [ $# -gt 1 ] || fail "--rows is followed by a regular expression" "$usage"
            arguments+=("$1" "$2") && shift ;;
        --rows=*) arguments+=(--rows "${1#*=}") ;;
        -h | --help) sed -n '2,/^set /s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit ;;
        *[!0-9]* | "") fail "unknown argument $1" "$usage" ;;
        *) arguments+=("$1") ;;
    esac
    shift
done

require_dotnet
if [ $micro -eq 1 ]; then
    exec dotnet run --project benchmarks/Confiture.Microbenchmarks --configuration Release -- --artifacts artifacts/benchmarks
fi

require_programs psql=postgresql-client setpriv=util-linux sqitch=sqitch
# Sqitch is content with any database's driver.
perl -MDBD::Pg -e 1 2>/dev/null || install_packages "Perl's DBD::Pg" libdbd-pg-perl
require_postgres_server
require_npm_packages artifacts/peers squawk-cli@2.66.0 dbmate@2.36.0
./build.sh
dotnet build benchmarks/Confiture.Benchmarks --nologo --verbosity quiet --configuration Release >&2
exec benchmarks/Confiture.Benchmarks/bin/Release/net10.0/Confiture.Benchmarks . "${arguments[@]}"
