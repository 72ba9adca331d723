-- expect 4:1 \restrict is a command of psql
--

\restrict abc
SELECT 1;
