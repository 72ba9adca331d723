-- The table of an identity column changes its owner, which the sequence follows.
-- before
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t OWNER TO alice;
-- after
CREATE UNLOGGED TABLE t (id int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t OWNER TO bob;
