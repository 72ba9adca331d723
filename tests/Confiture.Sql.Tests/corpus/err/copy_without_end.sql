-- expect 2:1 do not end
COPY t FROM STDOUT;
SELECT 1;
