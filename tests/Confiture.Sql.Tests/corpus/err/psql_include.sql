-- expect 2:1 \ir is a command of psql
\ir other.sql
