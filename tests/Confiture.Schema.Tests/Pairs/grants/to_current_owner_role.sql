-- The owner grants to itself what it has, and to a role that becomes owner of another object.
-- before
CREATE TABLE t (a int);
GRANT SELECT ON t TO postgres;
CREATE SEQUENCE q;
GRANT USAGE ON SEQUENCE q TO alice;
-- after
CREATE TABLE t (a int);
GRANT SELECT ON t TO alice;
CREATE SEQUENCE q;
ALTER SEQUENCE q OWNER TO alice;
GRANT USAGE ON SEQUENCE q TO postgres;
