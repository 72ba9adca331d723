-- Triggers of one name exist on several tables; one is removed, one added.
-- both
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE a (id int);
CREATE TABLE b (id int);
CREATE TABLE c (id int);
CREATE TRIGGER audit AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION tf();
-- before
CREATE TRIGGER audit AFTER INSERT ON b FOR EACH ROW EXECUTE FUNCTION tf();
-- after
CREATE TRIGGER audit AFTER INSERT ON c FOR EACH ROW EXECUTE FUNCTION tf();
