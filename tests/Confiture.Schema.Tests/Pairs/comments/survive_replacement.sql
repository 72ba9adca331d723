-- Comments on columns, indexes and constraints survive replacements of what they are on.
-- before
CREATE TABLE t (a int, b int, CONSTRAINT k CHECK (a > 0));
CREATE INDEX i ON t (a);
CREATE VIEW v AS SELECT a, b FROM t;
COMMENT ON CONSTRAINT k ON t IS 'kept';
COMMENT ON INDEX i IS 'kept';
COMMENT ON VIEW v IS 'kept';
COMMENT ON COLUMN v.a IS 'kept';
-- after
CREATE TABLE t (a int, b int, CONSTRAINT k CHECK (a > 1));
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT b, a FROM t;
COMMENT ON CONSTRAINT k ON t IS 'kept';
COMMENT ON INDEX i IS 'kept';
COMMENT ON VIEW v IS 'kept';
COMMENT ON COLUMN v.a IS 'kept';
