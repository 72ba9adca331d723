-- A table has an array column of another's row type, and that other one gets a column while an index calls a function on both.
-- before
CREATE TABLE a (id int);
CREATE TABLE b (id int, sub a[]);
-- after
CREATE TABLE a (id int, note text);
CREATE TABLE b (id int, sub a[]);
CREATE FUNCTION of_b(b) RETURNS a[] LANGUAGE sql IMMUTABLE AS 'SELECT $1.sub';
CREATE INDEX b_len ON b (cardinality(of_b(b)));
