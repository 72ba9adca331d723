#!/usr/bin/env bash
# Writes how volatile every function of pg_catalog is, on PostgreSQL 14 to 18, as the servers themselves say it; and those of
# extensions that come with PostgreSQL and execute no SQL that they are given. The analysis of statements reads the file; a test
# compares it with the servers. Run it when a new major version is added.
#   eng/volatility.sh path/to/confiture
set -euo pipefail
cd "$(dirname "$0")/.."
confiture=${1:-artifacts/bin/confiture}
out=src/Confiture.Safety/Functions/volatility.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The worst of all functions of one name counts; "v" > "s" > "i" as text, too. Of time with time zone, which hardly anybody uses, only when there
# is no other: on 14 its timezone() alone is volatile.
query="
    select case nspname when 'public' then '+' else '' end
        || coalesce(max(provolatile::text) filter (where not 'timetz'::regtype = any (proargtypes)), max(provolatile::text)), proname
    from pg_proc join pg_namespace n on n.oid = pronamespace
    where nspname in ('pg_catalog', 'public') and prokind in ('f', 'w', 'a') group by nspname, proname"
extensions='btree_gin btree_gist citext cube earthdistance fuzzystrmatch hstore intarray isn ltree pg_trgm pgcrypto seg unaccent uuid-ossp'
for version in 14 15 16 17 18; do
    coproc server { exec "$confiture" postgres run --version "$version"; }
    pid=$server_PID
    read -r url <&"${server[0]}"
    for extension in $extensions; do
        psql "$url" -X -q -c "create extension \"$extension\" cascade" 2>> "$work/notices"
    done
    psql "$url" -X -At -F ' ' -c "$query" | sed "s/^/$version /" >> "$work/all"
    kill "$pid" && wait "$pid" || true
done

# One section for each volatility and range of versions, the names of it in lines of at most 120 characters.
{
    echo "# Written by eng/volatility.sh. A section is a volatility and the versions that have it; its functions follow."
    awk '
        { key = (substr($2, 1, 1) == "+" ? "+" : "") $3; seen[key] = 1; v[key, $1] = $2 }
        END {
            for (key in seen) {
                start = 0
                for (n = 14; n <= 19; n++) {
                    now = (key, n) in v ? v[key, n] : ""
                    if (now != was || n == 14) {
                        name = key
                        sub(/^\+/, "", name)
                        if (n > 14 && was != "") print was, start "-" (n - 1), name
                        start = n
                    }
                    was = now
                }
            }
        }' "$work/all" | LC_ALL=C sort | awk '
        { head = $1 " " $2 }
        head != last { if (line != "") print line; print ":" head; line = ""; last = head }
        { if (length(line) + length($3) > 119) { print line; line = "" } line = line == "" ? $3 : line " " $3 }
        END { print line }'
} > "$work/out"
mkdir -p "$(dirname "$out")"
mv "$work/out" "$out"
wc -l "$out"
