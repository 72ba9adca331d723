# PostgreSQL server programs for tests, without a cluster. To be sourced after requirements.sh.

# Tests start servers of their own and need the programs only; any major version will do.
require_postgres_server() {
    local major
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
    command -v initdb >/dev/null && command -v pg_ctl >/dev/null && command -v postgres >/dev/null && return
    command -v apt-get >/dev/null || fail "missing: the PostgreSQL server programs initdb, pg_ctl and postgres" "put them on PATH and run this again"
    require_apt_packages postgresql-common
    refuse_clusters
    major=$(server_major) || { as_root apt-get -qq update >&2 && major=$(server_major); } || fail "apt-get finds no package postgresql" "add a mirror in /etc/apt/sources.list.d and run this again"
    require_apt_packages "postgresql-$major"
}

# The package's own set-up would make a cluster and, where an init system runs, start it.
refuse_clusters() {
    local settings=/etc/postgresql-common/createcluster.conf
    grep -Eq '^ *create_main_cluster *= *false' $settings 2>/dev/null && return
    say "Setting create_main_cluster = false in $settings: no server is started on this machine"
    echo 'create_main_cluster = false' | as_root tee -a $settings >/dev/null
}

# The version that this system's metapackage depends on.
server_major() {
    apt-cache depends postgresql 2>/dev/null | grep -oE 'postgresql-[0-9]+' | head -n 1 | cut -d- -f2 | grep .
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}
