-- A function uses several transforms, then one, then the transforms go.
-- before
CREATE TRANSFORM FOR int LANGUAGE plpgsql (TO SQL WITH FUNCTION int4recv(internal));
CREATE TRANSFORM FOR bigint LANGUAGE plpgsql (TO SQL WITH FUNCTION int8recv(internal));
CREATE FUNCTION f(int, bigint) RETURNS int TRANSFORM FOR TYPE int, FOR TYPE bigint LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
-- after
CREATE TRANSFORM FOR bigint LANGUAGE plpgsql (TO SQL WITH FUNCTION int8recv(internal));
CREATE FUNCTION f(int, bigint) RETURNS int TRANSFORM FOR TYPE bigint LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
