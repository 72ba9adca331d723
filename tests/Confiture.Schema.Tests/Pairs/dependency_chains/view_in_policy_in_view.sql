-- A view is used by a policy of a table that another view reads, which a function returns.
-- before
CREATE TABLE a (id int, x int);
CREATE VIEW va AS SELECT id, x FROM a;
CREATE TABLE b (id int);
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON b USING (id IN (SELECT va.id FROM va WHERE va.x > 0));
CREATE VIEW vb AS SELECT b.id FROM b;
CREATE FUNCTION fb() RETURNS SETOF vb LANGUAGE sql STABLE AS 'SELECT * FROM vb';
-- after
CREATE TABLE a (id int, x bigint);
CREATE VIEW va AS SELECT id, x FROM a;
CREATE TABLE b (id bigint);
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON b USING (id IN (SELECT va.id FROM va WHERE va.x > 0));
CREATE VIEW vb AS SELECT b.id FROM b;
CREATE FUNCTION fb() RETURNS SETOF vb LANGUAGE sql STABLE AS 'SELECT * FROM vb';
