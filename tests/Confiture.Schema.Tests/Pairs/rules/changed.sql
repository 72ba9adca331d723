-- Event, condition and actions of rules change under their names.
-- both
CREATE TABLE t (a int, b text);
CREATE TABLE log (what text, a int);
-- before
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES ('insert', NEW.a);
CREATE RULE s AS ON DELETE TO t DO INSTEAD NOTHING;
-- after
CREATE RULE r AS ON UPDATE TO t DO ALSO INSERT INTO log VALUES ('update', NEW.a);
CREATE RULE s AS ON DELETE TO t WHERE OLD.a > 0 DO ALSO DELETE FROM log WHERE log.a = OLD.a;
