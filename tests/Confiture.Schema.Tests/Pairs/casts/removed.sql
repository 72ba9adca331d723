-- A cast goes together with its types.
-- before
CREATE TYPE a AS (v int);
CREATE TYPE b AS (v int);
CREATE CAST (a AS b) WITH INOUT AS ASSIGNMENT;
CREATE CAST (b AS a) WITH INOUT;
CREATE CAST (xml AS bytea) WITHOUT FUNCTION AS IMPLICIT;
-- after
