-- Indexes over fields of a composite column and over a function of the whole row.
-- both
CREATE TYPE addr AS (street text, zip text);
CREATE TABLE t (id int, home addr, tags text[]);
CREATE FUNCTION label(t) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.id::text';
-- before
CREATE INDEX t_zip ON t (((home).zip));
-- after
CREATE INDEX t_zip ON t (((home).street), ((home).zip));
CREATE INDEX t_label ON t (label(t));
CREATE INDEX t_first ON t ((tags[1]));
