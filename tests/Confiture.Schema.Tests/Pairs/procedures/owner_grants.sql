-- Owner, grants and comment of a procedure change.
-- both
CREATE PROCEDURE p(a int DEFAULT 1) LANGUAGE sql AS 'SELECT 1';
-- before
GRANT EXECUTE ON PROCEDURE p(int) TO alice;
-- after
ALTER PROCEDURE p(int) OWNER TO bob;
GRANT EXECUTE ON PROCEDURE p(int) TO app_writer WITH GRANT OPTION;
COMMENT ON PROCEDURE p(int) IS 'owned';
