-- A function becomes a procedure of the same name and arguments.
-- before
CREATE FUNCTION work(i int) RETURNS void LANGUAGE plpgsql AS 'BEGIN END';
GRANT EXECUTE ON FUNCTION work(int) TO app_writer;
-- after
CREATE PROCEDURE work(i int) LANGUAGE plpgsql AS 'BEGIN END';
GRANT EXECUTE ON PROCEDURE work(int) TO app_writer;
