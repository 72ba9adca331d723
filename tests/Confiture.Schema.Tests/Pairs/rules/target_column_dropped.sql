-- A column that a rule writes is dropped, the rule with it rewritten.
-- both
CREATE TABLE t (a int);
-- before
CREATE TABLE log (a int, b int);
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (NEW.a, 1);
-- after
CREATE TABLE log (a int);
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (NEW.a);
