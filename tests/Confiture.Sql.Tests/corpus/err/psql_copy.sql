-- expect 3:1 \copy is a command of psql
SELECT 1;
\copy t from 'a.csv' csv
