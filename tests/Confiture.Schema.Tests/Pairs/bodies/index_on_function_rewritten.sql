-- A column is rewritten, and with it an index over a function whose new body reads a new table; the old body reads one that goes.
-- both
CREATE SCHEMA app;
-- rows
INSERT INTO app.u SELECT i, 'x' || i FROM generate_series(1, 20) i;
-- before
CREATE TABLE app.old_rates (rate int);
CREATE FUNCTION app.price(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN (SELECT coalesce(max(rate), 1) FROM app.old_rates) * $1; END';
CREATE TABLE app.u (id int, b text);
CREATE INDEX u_price ON app.u (app.price(length(b)));
-- after
CREATE TABLE app.new_rates (rate int);
CREATE FUNCTION app.price(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN (SELECT coalesce(max(rate), 1) FROM app.new_rates) * $1; END';
CREATE TABLE app.u (id bigint, b text);
CREATE INDEX u_price ON app.u (app.price(length(b)));
