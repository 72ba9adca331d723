-- A view's columns get other names without any declaration; rules and grants on the view survive.
-- both
CREATE TABLE t (a int, b text);
-- before
CREATE VIEW v (x, y) AS SELECT a, b FROM t;
CREATE RULE v_ins AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.x, NEW.y);
GRANT INSERT, SELECT ON v TO app_writer;
-- after
CREATE VIEW v (x, z) AS SELECT a, b FROM t;
CREATE RULE v_ins AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.x, NEW.z);
GRANT INSERT, SELECT ON v TO app_writer;
