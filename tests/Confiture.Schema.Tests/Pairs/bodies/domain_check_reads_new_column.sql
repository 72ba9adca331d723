-- A domain that columns have gets a check, whose function reads a column that is new.
-- rows
INSERT INTO codes VALUES ('a'); INSERT INTO u VALUES ('a');
-- before
CREATE TABLE codes (code text);
CREATE DOMAIN code AS text;
CREATE TABLE u (c code);
-- after
CREATE TABLE codes (code text, active boolean DEFAULT true);
CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN EXISTS (SELECT FROM public.codes x WHERE x.code = $1 AND x.active); END';
CREATE DOMAIN code AS text CONSTRAINT known CHECK (is_code(VALUE));
CREATE TABLE u (c code);
