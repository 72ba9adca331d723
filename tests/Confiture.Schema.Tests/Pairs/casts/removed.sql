-- A cast goes together with its types.
-- before
CREATE TYPE a AS (v int);
CREATE TYPE b AS (v int);
CREATE CAST (a AS b) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (b AS a) WITHOUT FUNCTION;
-- after
