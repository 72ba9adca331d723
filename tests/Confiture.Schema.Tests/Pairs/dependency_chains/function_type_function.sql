-- A range's difference function and a domain's check function live in one schema that is moved.
-- before
CREATE SCHEMA one;
CREATE FUNCTION one.diff(date, date) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ($1 - $2)::float8';
CREATE TYPE one.days AS RANGE (subtype = date, subtype_diff = one.diff);
CREATE FUNCTION one.short(one.days) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT upper($1) - lower($1) < 10';
CREATE DOMAIN one.short_days AS one.days CHECK (one.short(VALUE));
CREATE TABLE trip (d one.short_days);
-- after
CREATE SCHEMA two;
CREATE FUNCTION two.diff(date, date) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ($1 - $2)::float8';
CREATE TYPE two.days AS RANGE (subtype = date, subtype_diff = two.diff);
CREATE FUNCTION two.short(two.days) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT upper($1) - lower($1) < 10';
CREATE DOMAIN two.short_days AS two.days CHECK (two.short(VALUE));
CREATE TABLE trip (d two.short_days);
