-- An exclusion constraint changes its operator and loses its comment.
-- before
CREATE FUNCTION near(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~= $2';
CREATE TABLE e (p point, b box, CONSTRAINT e_b EXCLUDE USING gist (b WITH &&));
COMMENT ON CONSTRAINT e_b ON e IS 'apart';
-- after
CREATE TABLE e (p point, b box, CONSTRAINT e_b EXCLUDE USING gist (b WITH ~=));
