-- A view that groups by a primary key, so depends on the constraint, changes together with its update rule.
-- both
CREATE TABLE t (a int PRIMARY KEY, b text, c int);
-- before
CREATE VIEW v AS SELECT a, b, sum(c) AS s FROM t GROUP BY a;
CREATE RULE v_upd AS ON UPDATE TO v DO INSTEAD UPDATE t SET b = NEW.b WHERE a = OLD.a;
-- after
CREATE VIEW v AS SELECT a, b, sum(c) + 1 AS s FROM t GROUP BY a;
CREATE RULE v_upd AS ON UPDATE TO v DO INSTEAD UPDATE t SET b = NEW.b WHERE a = OLD.a AND OLD.s > 0;
