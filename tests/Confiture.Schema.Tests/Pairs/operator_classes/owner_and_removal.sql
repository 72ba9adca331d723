-- Classes and families change their owners, and one goes with its index.
-- before
CREATE OPERATOR CLASS a_ops FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int);
CREATE OPERATOR CLASS b_ops FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int);
CREATE TABLE t (a int);
CREATE INDEX t_a ON t USING hash (a b_ops);
-- after
CREATE OPERATOR CLASS a_ops FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int);
ALTER OPERATOR CLASS a_ops USING hash OWNER TO alice;
ALTER OPERATOR FAMILY a_ops USING hash OWNER TO bob;
CREATE TABLE t (a int);
CREATE INDEX t_a ON t USING hash (a);
