-- A schema goes with everything in it, while a function in another schema still names one of its tables in its text.
-- both
CREATE FUNCTION count_old() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM old.thing); END $$;
-- before
CREATE SCHEMA old;
CREATE TYPE old.kind AS ENUM ('a', 'b');
CREATE TABLE old.thing (id serial PRIMARY KEY, kind old.kind);
CREATE FUNCTION old.first() RETURNS old.thing LANGUAGE sql AS 'SELECT * FROM old.thing LIMIT 1';
CREATE SEQUENCE old.free;
-- after
