-- expect 2:12 COPY ... FROM STDIN
/* c */;   copy "t;" (a) /* c */ from -- c
 StdIn WITH (FORMAT csv);
1,'
\.
