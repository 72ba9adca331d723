#!/usr/bin/env bash
# Compares `confiture migrate up` with psql and reading a large schema with pg_dump, and measures the start-up. `./bench.sh ROUNDS` sets the rounds (7); `--micro` measures the SQL splitter and the syntax tree, `--lint` compares `confiture lint` with squawk.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/requirements.sh
. eng/postgres.sh

micro=0
lint=0
rounds=7
for argument in "$@"; do
    case $argument in
        --micro) micro=1 ;;
        --lint) lint=1 ;;
        -h | --help) sed -n '2s/^# //p' "${BASH_SOURCE[0]}" && exit ;;
        *[!0-9]* | "") fail "unknown argument $argument" "./bench.sh [--micro | --lint] [ROUNDS]" ;;
        *) rounds=$argument ;;
    esac
done

require_dotnet
if [ $micro -eq 1 ]; then
    dotnet run --project benchmarks/Confiture.Microbenchmarks --configuration Release -- --artifacts artifacts/benchmarks
    exit
fi

if [ $lint -eq 1 ]; then
    require_programs node=nodejs npm=npm
    npm install --silent --no-audit --no-fund --prefix artifacts/squawk squawk-cli@2.66.0
    ./build.sh
    dotnet build benchmarks/Confiture.Benchmarks --nologo --verbosity quiet --configuration Release
    SQUAWK=$(echo artifacts/squawk/node_modules/@squawk-cli/*/bin/squawk) benchmarks/Confiture.Benchmarks/bin/Release/net10.0/Confiture.Benchmarks artifacts/bin "$rounds"
    exit
fi

require_programs psql=postgresql-client setpriv=util-linux
require_postgres_server
./build.sh
dotnet build benchmarks/Confiture.Benchmarks --nologo --verbosity quiet --configuration Release
benchmarks/Confiture.Benchmarks/bin/Release/net10.0/Confiture.Benchmarks artifacts/bin "$rounds"
