-- expect 3:1 COPY ... FROM STDIN
SELECT 1;
COPY t (a, b) FROM stdin;
1	it's
2	"b
\.
SELECT 2;
