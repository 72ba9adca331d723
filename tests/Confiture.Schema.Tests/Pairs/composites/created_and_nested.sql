-- Composite types that contain each other, arrays and collations appear.
-- before
-- after
CREATE TYPE street AS (name text COLLATE "C", number int);
CREATE TYPE address AS (street street, zip varchar(10), extra text[]);
COMMENT ON TYPE address IS 'where';
COMMENT ON COLUMN address.zip IS 'postal code';
CREATE TABLE person (id int, home address, others address[]);
