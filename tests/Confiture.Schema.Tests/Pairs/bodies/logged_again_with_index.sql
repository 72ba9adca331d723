-- A table gets its log, which writes it and its indexes again; a function of an index gets a body with a new type, a new sequence and a new function.
-- rows
INSERT INTO t VALUES (1), (2);
-- before
CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN $1; END';
CREATE UNLOGGED TABLE t (v int);
CREATE INDEX t_f ON t (f(v));
-- after
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE SEQUENCE calls;
CREATE FUNCTION zz(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT -$1';
CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE m public.mood := 'glad';
BEGIN
    PERFORM nextval('public.calls');
    RETURN CASE m WHEN 'glad'::public.mood THEN public.zz($1) END;
END $$;
CREATE TABLE t (v int);
CREATE INDEX t_f ON t (f(v));
