-- expect 3:1 \copy is a psql command
SELECT 1;
\copy t from 'a.csv' csv
