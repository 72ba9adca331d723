-- Rules for every event, with conditions and several actions, appear.
-- both
CREATE TABLE t (a int, b text);
CREATE TABLE log (what text, a int);
-- before
-- after
CREATE RULE r_ins AS ON INSERT TO t DO ALSO INSERT INTO log VALUES ('insert', NEW.a);
CREATE RULE r_upd AS ON UPDATE TO t WHERE OLD.a <> NEW.a DO ALSO (INSERT INTO log VALUES ('old', OLD.a); INSERT INTO log VALUES ('new', NEW.a));
CREATE RULE r_del AS ON DELETE TO t WHERE OLD.b = 'keep' DO INSTEAD NOTHING;
CREATE RULE r_not AS ON INSERT TO t DO ALSO NOTIFY big;
COMMENT ON RULE r_del ON t IS 'keeps some';
