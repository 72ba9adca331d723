-- A cast's function is replaced by one with another name.
-- both
CREATE TYPE pt AS (x float8, y float8);
-- before
CREATE FUNCTION pt_point(pt) RETURNS point LANGUAGE sql IMMUTABLE AS 'SELECT point($1.x, $1.y)';
CREATE CAST (pt AS point) WITH FUNCTION pt_point(pt) AS IMPLICIT;
-- after
CREATE FUNCTION as_point(pt) RETURNS point LANGUAGE sql IMMUTABLE AS 'SELECT point($1.x, $1.y)';
CREATE CAST (pt AS point) WITH FUNCTION as_point(pt) AS IMPLICIT;
