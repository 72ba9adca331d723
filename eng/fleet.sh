#!/usr/bin/env bash
# Makes the root file system from which tests/Fleet.Tests boots its hosts, and prints where it is. Does nothing when it is there: it is named by the hash of
# this file. Needs root, and takes one to two minutes the first time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/requirements.sh

suite=bookworm
packages=systemd,systemd-sysv,dbus,openssh-server,iproute2,procps,git,rsync,curl,sudo,ca-certificates,python3,faketime
cache=/var/cache/fraisier-tests
root=$cache/$suite-$(sha256sum eng/fleet.sh | cut -c 1-12)

# The mirror that apt is set up with.
mirror() {
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1 | grep . || echo http://deb.debian.org/debian
}

# What all hosts have in common. A host's own address, keys and database are written when it is made.
furnish() {
    local to=$1 unit
    chroot "$to" useradd --create-home --shell /bin/bash --uid 4711 --password '*' deploy
    chroot "$to" usermod --append --groups systemd-journal deploy
    install -d -o 4711 -g 4711 "$to/srv/app"
    cat >"$to/etc/ssh/sshd_config.d/fleet.conf" <<'SSHD'
Port 2222
UsePAM no
LogLevel VERBOSE
SSHD
    # Exactly what a deployment does with the unit, and nothing else.
    cat >"$to/etc/sudoers.d/deploy" <<'SUDO'
deploy ALL=(root) NOPASSWD: /usr/bin/systemctl --no-ask-password restart app.service, \
    /usr/bin/systemctl --no-ask-password stop app.service, \
    /usr/bin/systemctl --no-ask-password start app.service, \
    /usr/bin/systemctl --no-ask-password reset-failed app.service, \
    /usr/bin/systemctl --no-ask-password stop app.socket, \
    /usr/bin/systemctl --no-ask-password start app.socket, \
    /usr/bin/systemctl --no-ask-password reset-failed app.socket
SUDO
    chmod 440 "$to/etc/sudoers.d/deploy"
    cat >"$to/etc/systemd/system/app.service" <<'UNIT'
[Unit]
Description=The application of the tests
[Service]
User=deploy
EnvironmentFile=/etc/app.env
WorkingDirectory=/srv/app/current
ExecStart=/opt/testapp/TestApp app.test:8080
TimeoutStopSec=10
[Install]
WantedBy=multi-user.target
UNIT
    mkdir -p "$to/etc/systemd/system/multi-user.target.wants"
    ln -s ../app.service "$to/etc/systemd/system/multi-user.target.wants/app.service"
    for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer motd-news.timer systemd-logind.service \
        console-getty.service systemd-udevd.service systemd-udev-trigger.service systemd-tmpfiles-clean.timer e2scrub_reap.service; do
        ln -sfn /dev/null "$to/etc/systemd/system/$unit"
    done
    rm -f "$to"/etc/ssh/ssh_host_* "$to"/var/cache/apt/archives/*.deb "$to/etc/machine-id"
    : >"$to/etc/machine-id"
}

main() {
    local draft
    [ -d "$root" ] && return
    [ "$(id -u)" -eq 0 ] || fail "hosts for tests need root: they are made by debootstrap and booted by systemd-nspawn" "run it as root, or leave them out: ./test.sh --without-fleet"
    require_programs debootstrap=debootstrap
    mkdir -p $cache
    exec 9>$cache/lock && flock 9
    [ -d "$root" ] && return
    rm -rf $cache/draft.*
    draft=$(mktemp -d $cache/draft.XXXXXX)
    chmod 755 "$draft"
    say "Making a root file system for test hosts in $root"
    debootstrap --variant=minbase --include=$packages $suite "$draft" "$(mirror)" >"$cache/log" 2>&1 || fail "debootstrap failed" "see $cache/log"
    furnish "$draft"
    mv "$draft" "$root"
}

main
echo "$root"
