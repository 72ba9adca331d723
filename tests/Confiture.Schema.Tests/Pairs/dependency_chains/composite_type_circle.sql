-- Two tables have array columns of each other's row types.
-- before
CREATE TABLE a (id int);
CREATE TABLE b (id int, sub a[]);
-- after
CREATE TABLE a (id int);
CREATE TABLE b (id int, sub a[]);
CREATE FUNCTION of_b(b) RETURNS a[] LANGUAGE sql IMMUTABLE AS 'SELECT $1.sub';
ALTER TABLE a ADD COLUMN back text GENERATED ALWAYS AS (id::text) STORED;
CREATE INDEX b_len ON b (cardinality(of_b(b)));
