-- A trigger uses a function of an extension.
-- before
CREATE TABLE t (id int, at timestamp);
-- after
CREATE EXTENSION moddatetime;
CREATE TABLE t (id int, at timestamp);
CREATE TRIGGER mod BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION moddatetime(at);
