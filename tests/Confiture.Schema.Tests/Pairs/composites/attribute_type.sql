-- An attribute changes its type while a typed table, a function and a view use the type.
-- before
CREATE TYPE item AS (id int, price int);
CREATE TABLE items OF item;
CREATE FUNCTION price(item) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.price';
CREATE VIEW v AS SELECT price FROM items;
-- after
CREATE TYPE item AS (id int, price bigint);
CREATE TABLE items OF item;
CREATE FUNCTION price(item) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1.price';
CREATE VIEW v AS SELECT price FROM items;
