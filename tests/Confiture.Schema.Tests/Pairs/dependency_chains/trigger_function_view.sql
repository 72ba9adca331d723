-- A trigger on a view calls a function that writes to a table whose column is dropped.
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE VIEW v AS SELECT id, a, b FROM t;
CREATE FUNCTION v_put() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t (id, a, b) VALUES (NEW.id, NEW.a, NEW.b); RETURN NEW; END $$;
CREATE TRIGGER put INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION v_put();
CREATE FUNCTION load() RETURNS void LANGUAGE sql AS 'INSERT INTO v (id, a, b) VALUES (1, 2, 3)';
-- after
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE FUNCTION v_put() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t (id, a) VALUES (NEW.id, NEW.a); RETURN NEW; END $$;
CREATE TRIGGER put INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION v_put();
CREATE FUNCTION load() RETURNS void LANGUAGE sql AS 'INSERT INTO v (id, a) VALUES (1, 2)';
