-- Views and materialized views are renamed with what depends on them.
-- both
CREATE TABLE t (a int);
-- before
CREATE VIEW v AS SELECT a FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT a FROM v;
CREATE INDEX mv_a ON mv (a);
CREATE VIEW top AS SELECT a FROM mv;
-- after
-- confiture: renamed from v
CREATE VIEW v_new AS SELECT a FROM t;
-- confiture: renamed from mv
CREATE MATERIALIZED VIEW mv_new AS SELECT a FROM v_new;
CREATE INDEX mv_a ON mv_new (a);
CREATE VIEW top AS SELECT a FROM mv_new;
