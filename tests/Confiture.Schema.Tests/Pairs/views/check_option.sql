-- The check option of nested views goes on and off.
-- both
CREATE TABLE t (a int, b int);
-- before
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW w AS SELECT a, b FROM v WHERE b > 0;
-- after
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 0;
CREATE VIEW w WITH (security_barrier = false, check_option = cascaded) AS SELECT a, b FROM v WHERE b > 0;
