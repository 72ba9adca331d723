-- Comments on a table, its columns, constraint, index and trigger are set, changed and removed.
-- both
CREATE TABLE t (a int CONSTRAINT t_a_check CHECK (a > 0), b int);
CREATE INDEX t_b ON t (b);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();
-- before
COMMENT ON TABLE t IS 'old';
COMMENT ON COLUMN t.a IS 'gone soon';
COMMENT ON CONSTRAINT t_a_check ON t IS 'positive';
COMMENT ON INDEX t_b IS 'by b';
-- after
COMMENT ON TABLE t IS E'it''s new\nwith two lines and a \\ backslash';
COMMENT ON COLUMN t.b IS '$$ -- ; /* not a comment */';
COMMENT ON CONSTRAINT t_a_check ON t IS 'above zero';
COMMENT ON TRIGGER tr ON t IS 'fires';
