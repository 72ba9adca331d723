-- Opening hours are ranges of times, names sort as in a phone book.
CREATE FUNCTION stock.time_difference(time, time) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT extract(epoch FROM $1 - $2)::float8';
CREATE TYPE stock.hours AS RANGE (subtype = time, subtype_diff = stock.time_difference);
ALTER TABLE stock.warehouse ADD COLUMN open stock.hours[], ADD COLUMN holidays datemultirange NOT NULL DEFAULT '{}';
CREATE COLLATION reference.phone_book (provider = icu, locale = 'de-u-co-phonebk');
CREATE INDEX supplier_name_idx ON stock.supplier (name COLLATE reference.phone_book);
CREATE FUNCTION catalog.reverse_cmp(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR CLASS catalog.reverse_int_ops FOR TYPE integer USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 catalog.reverse_cmp(integer, integer);
