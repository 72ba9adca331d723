#!/usr/bin/env bash
# Measures deployments to five hosts, behind lines that add 80 ms and cut one connection of a hundred, by fraisier, Ansible and Capistrano doing the same
# steps: benchmarks/fleet.sh [ROUNDS]. Needs root, as tests/Fleet.Tests does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/requirements.sh

require_dotnet
require_programs systemd-nspawn=systemd-container nsenter=util-linux ssh-keygen=openssh-client git=git ansible-playbook=ansible-core cap=capistrano
. eng/postgres.sh
require_postgres_server
eng/fleet.sh >/dev/null
eng/test-programs.sh
./build.sh
dotnet build tests/Fleet.Tests --nologo --verbosity quiet --configuration Release >&2
report=$(mktemp)
trap 'rm -f "$report"' EXIT
ROUNDS=${1:-3} tests/Fleet.Tests/bin/Release/net10.0/Fleet.Tests -noColor -noLogo -showLiveOutput -explicit only -class Fleet.Tests.PeersBenchmark -xml "$report" >&2
sed 's/<!\[CDATA\[/\n/g; s/\]\]>/\n/g' "$report" | sed -n 's/^ *figure: //p'
