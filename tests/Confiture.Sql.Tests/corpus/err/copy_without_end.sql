-- expect 2:1 are not terminated
COPY t FROM STDOUT;
SELECT 1;
