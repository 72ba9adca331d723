-- Constraint indexes are in tablespaces and are replaced at the same time.
-- before
CREATE TABLE t (a int, r int4range, CONSTRAINT u UNIQUE (a) USING INDEX TABLESPACE fast, CONSTRAINT x EXCLUDE USING gist (r WITH &&) USING INDEX TABLESPACE slow);
-- after
CREATE TABLE t (a int, r int4range, CONSTRAINT u UNIQUE (a) USING INDEX TABLESPACE slow, CONSTRAINT x EXCLUDE USING gist (r WITH -|-) USING INDEX TABLESPACE slow);
