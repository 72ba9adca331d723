-- A value is removed from an enum that views, checks, policies, partial indexes and triggers compare with.
-- both
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- before
CREATE TYPE s AS ENUM ('new', 'old', 'never');
CREATE TABLE t (id int, v s CONSTRAINT not_old CHECK (v <> 'old' OR id > 0));
CREATE INDEX t_new ON t (id) WHERE v = 'new';
CREATE VIEW fresh AS SELECT id, v FROM t WHERE v = ANY (ARRAY['new'::s]);
CREATE MATERIALIZED VIEW counted AS SELECT v, count(*) AS n FROM t GROUP BY v;
CREATE UNIQUE INDEX counted_v ON counted (v);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (v IN ('new', 'old'));
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.v = 'new' AND NEW.v = 'old') EXECUTE FUNCTION tf();
GRANT SELECT ON fresh, counted TO app_reader;
-- after
CREATE TYPE s AS ENUM ('new', 'old');
CREATE TABLE t (id int, v s CONSTRAINT not_old CHECK (v <> 'old' OR id > 0));
CREATE INDEX t_new ON t (id) WHERE v = 'new';
CREATE VIEW fresh AS SELECT id, v FROM t WHERE v = ANY (ARRAY['new'::s]);
CREATE MATERIALIZED VIEW counted AS SELECT v, count(*) AS n FROM t GROUP BY v;
CREATE UNIQUE INDEX counted_v ON counted (v);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (v IN ('new', 'old'));
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.v = 'new' AND NEW.v = 'old') EXECUTE FUNCTION tf();
GRANT SELECT ON fresh, counted TO app_reader;
