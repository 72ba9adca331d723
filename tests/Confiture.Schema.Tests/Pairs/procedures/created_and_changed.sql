-- Procedures with all argument modes appear and change.
-- before
CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1';
-- after
CREATE PROCEDURE p(a int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS 'BEGIN COMMIT; END';
CREATE PROCEDURE q(IN a int, INOUT b text, OUT c int, VARIADIC d int[]) LANGUAGE plpgsql AS 'BEGIN c := a; END';
COMMENT ON PROCEDURE p(int) IS 'does p';
