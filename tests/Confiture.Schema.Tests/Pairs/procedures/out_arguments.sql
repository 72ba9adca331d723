-- The OUT argument of a procedure changes its type; it is part of the signature since 14.
-- before
CREATE PROCEDURE p(IN a int, OUT b int) LANGUAGE plpgsql AS 'BEGIN b := a; END';
REVOKE EXECUTE ON PROCEDURE p(int, int) FROM PUBLIC;
-- after
CREATE PROCEDURE p(IN a int, OUT b text) LANGUAGE plpgsql AS 'BEGIN b := a; END';
REVOKE EXECUTE ON PROCEDURE p(int, text) FROM PUBLIC;
