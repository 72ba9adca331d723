# What the scripts at the root need, and how it comes onto the machine. To be sourced by bash.

dotnet_major=10

say() { printf '%s\n' "$*" >&2; }

fail() {
    printf 'error: %s\n' "$1" >&2
    printf 'hint: %s\n' "$2" >&2
    exit 1
}

# The .NET SDK is the one thing that is never installed here: there are too many ways to have it.
require_dotnet() {
    command -v dotnet >/dev/null || fail "the .NET SDK $dotnet_major is missing: there is no program \`dotnet\` on PATH" \
        "install it: https://learn.microsoft.com/dotnet/core/install/linux"
    dotnet --list-sdks | grep -q "^$dotnet_major\." || fail "the .NET SDK $dotnet_major is missing: dotnet has $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd, | grep . || echo 'no SDK')" \
        "install it beside the others: https://learn.microsoft.com/dotnet/core/install/linux"
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# require_programs PROGRAM=PACKAGE ...: programs that must be on PATH, with the Debian package of each.
require_programs() {
    local pair packages=() programs=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null && continue
        programs+=("${pair%%=*}")
        packages+=("${pair#*=}")
    done
    [ ${#packages[@]} -eq 0 ] || install_packages "the programs ${programs[*]}" "${packages[@]}"
}

# require_apt_packages PACKAGE ...: packages that must be installed, for what is not a program on PATH.
require_apt_packages() {
    local package missing=()
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] || install_packages "the packages ${missing[*]}" "${missing[@]}"
}

# require_npm_packages DIRECTORY PACKAGE@VERSION ...: packages of npm, each of exactly this version, in a directory of their own.
require_npm_packages() {
    local directory=$1 package present missing=()
    shift
    for package in "$@"; do
        present=$directory/node_modules/${package%@*}/package.json
        grep -q "\"version\": *\"${package##*@}\"" "$present" 2>/dev/null || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    require_programs node=nodejs npm=npm
    say "Installing with npm: ${missing[*]}"
    mkdir -p "$directory"
    npm install --silent --no-audit --no-fund --prefix "$directory" "$@" >&2 || fail "npm could not install ${missing[*]}" "its own messages stand above"
}

# install_packages WHAT PACKAGE ...
install_packages() {
    local what=$1 apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq)
    shift
    command -v apt-get >/dev/null || fail "missing: $what" "install the packages $* and run this again"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "missing: $what; there is no sudo to install them with" "run as root: apt-get install $*"
        apt=(sudo "${apt[@]}")
    fi
    say "Installing with apt-get: $*"
    # Lists that are too old, or not there, name packages that cannot be fetched: then they are renewed once.
    "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    "${apt[@]}" update >&2 && "${apt[@]}" install -y --no-install-recommends "$@" >&2 || fail "apt-get could not install $*" "see its messages above"
}
