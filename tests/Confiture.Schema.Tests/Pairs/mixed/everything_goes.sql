-- A database full of objects becomes empty.
-- before
CREATE EXTENSION pg_trgm;
CREATE SCHEMA s AUTHORIZATION alice;
CREATE TYPE s.e AS ENUM ('a');
CREATE TABLE s.t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, e s.e, t text);
CREATE INDEX t_t ON s.t USING gist (t gist_trgm_ops);
CREATE TABLE s.u (t_id int REFERENCES s.t);
CREATE VIEW s.v AS SELECT t.id, similarity(t.t, 'x') AS sim FROM s.t;
CREATE FUNCTION s.f(s.v) RETURNS s.t LANGUAGE sql STABLE BEGIN ATOMIC SELECT * FROM s.t WHERE t.id = $1.id; END;
CREATE MATERIALIZED VIEW s.m AS SELECT (s.f(v)).e AS e FROM s.v;
CREATE PUBLICATION p FOR TABLE s.t;
ALTER DEFAULT PRIVILEGES FOR ROLE bob GRANT SELECT ON TABLES TO alice;
ALTER TABLE s.t OWNER TO bob;
-- after
