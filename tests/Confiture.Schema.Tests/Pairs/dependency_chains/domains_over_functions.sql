-- A domain's check calls a function that reads a table whose column is of another domain.
-- before
CREATE DOMAIN code AS text CHECK (VALUE <> '');
CREATE TABLE allowed (c code PRIMARY KEY);
-- after
CREATE DOMAIN code AS text CHECK (VALUE <> '');
CREATE TABLE allowed (c code PRIMARY KEY);
CREATE FUNCTION is_allowed(text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM allowed WHERE c = $1)';
CREATE DOMAIN allowed_code AS text CHECK (is_allowed(VALUE));
CREATE TABLE use (c allowed_code);
