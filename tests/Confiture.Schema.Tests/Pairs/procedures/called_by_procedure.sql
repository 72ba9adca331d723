-- A procedure that another one calls by name gets an argument more.
-- before
CREATE PROCEDURE inner_one(a int) LANGUAGE plpgsql AS 'BEGIN END';
CREATE PROCEDURE outer_one() LANGUAGE plpgsql AS 'BEGIN CALL inner_one(1); END';
-- after
CREATE PROCEDURE inner_one(a int, b text) LANGUAGE plpgsql AS 'BEGIN END';
CREATE PROCEDURE outer_one() LANGUAGE plpgsql AS $$ BEGIN CALL inner_one(1, 'x'); END $$;
