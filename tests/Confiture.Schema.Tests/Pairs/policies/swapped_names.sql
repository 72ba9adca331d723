-- Two policies exchange names, and one of the same name is on another table.
-- both
CREATE TABLE t (id int);
CREATE TABLE u (id int);
CREATE POLICY one ON u USING (true);
-- before
CREATE POLICY one ON t USING (id = 1);
CREATE POLICY two ON t USING (id = 2);
-- after
CREATE POLICY one ON t USING (id = 2);
CREATE POLICY two ON t USING (id = 1);
