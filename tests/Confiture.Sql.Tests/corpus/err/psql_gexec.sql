-- expect 2:10 \gexec is a psql command
SELECT 1 \gexec
