-- expect 2:10 \gexec is a command of psql
SELECT 1 \gexec
