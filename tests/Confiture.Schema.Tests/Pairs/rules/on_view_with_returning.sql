-- A view's rules return rows, and the view gets a column.
-- both
CREATE TABLE t (a int PRIMARY KEY, b text, c int);
-- before
CREATE VIEW v AS SELECT a, b FROM t;
CREATE RULE v_ins AS ON INSERT TO v DO INSTEAD INSERT INTO t (a, b) VALUES (NEW.a, NEW.b) RETURNING t.a, t.b;
CREATE RULE v_upd AS ON UPDATE TO v DO INSTEAD UPDATE t SET b = NEW.b WHERE t.a = OLD.a RETURNING t.a, t.b;
-- after
CREATE VIEW v AS SELECT a, b, c FROM t;
CREATE RULE v_ins AS ON INSERT TO v DO INSTEAD INSERT INTO t (a, b, c) VALUES (NEW.a, NEW.b, NEW.c) RETURNING t.a, t.b, t.c;
CREATE RULE v_upd AS ON UPDATE TO v DO INSTEAD UPDATE t SET b = NEW.b, c = NEW.c WHERE t.a = OLD.a RETURNING t.a, t.b, t.c;
