-- Policies of two tables look into each other.
-- both
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int);
-- before
-- after
CREATE POLICY pa ON a USING (EXISTS (SELECT FROM b WHERE b.id = a.b_id));
CREATE POLICY pb ON b USING (EXISTS (SELECT FROM a WHERE a.id = b.a_id));
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
