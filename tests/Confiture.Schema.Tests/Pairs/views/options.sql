-- View options are added, changed and reset while the grants and the comment survive.
-- since: 15
-- both
CREATE TABLE t (a int, b text);
-- before
CREATE VIEW v WITH (security_barrier) AS SELECT a, b FROM t WHERE a > 0;
CREATE VIEW u WITH (security_invoker = true) AS SELECT a FROM t;
CREATE VIEW w AS SELECT a, b FROM t WHERE a > 5 WITH CASCADED CHECK OPTION;
GRANT SELECT, UPDATE ON v, w TO app_writer WITH GRANT OPTION;
COMMENT ON VIEW v IS 'guarded';
-- after
CREATE VIEW v WITH (security_invoker) AS SELECT a, b FROM t WHERE a > 0;
CREATE VIEW u WITH (security_barrier = true, security_invoker = false) AS SELECT a FROM t;
CREATE VIEW w AS SELECT a, b FROM t WHERE a > 5 WITH LOCAL CHECK OPTION;
GRANT SELECT, UPDATE ON v, w TO app_writer WITH GRANT OPTION;
COMMENT ON VIEW v IS 'guarded';
