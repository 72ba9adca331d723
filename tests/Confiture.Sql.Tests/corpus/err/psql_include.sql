-- expect 2:1 \ir is a psql command
\ir other.sql
