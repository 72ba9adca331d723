-- expect 3:1 begin on the line after its semicolon
SELECT 1;
COPY t FROM stdin; SELECT 2;
1
\.
