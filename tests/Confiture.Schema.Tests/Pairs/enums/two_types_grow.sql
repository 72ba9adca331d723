-- Two enums grow, one of them used in the other's function.
-- before
CREATE TYPE a AS ENUM ('x');
CREATE TYPE b AS ENUM ('p', 'q');
CREATE FUNCTION conv(a) RETURNS b LANGUAGE sql IMMUTABLE AS $$ SELECT CASE $1 WHEN 'x' THEN 'p'::b END $$;
-- after
CREATE TYPE a AS ENUM ('w', 'x', 'y');
CREATE TYPE b AS ENUM ('p', 'o', 'q');
CREATE FUNCTION conv(a) RETURNS b LANGUAGE sql IMMUTABLE AS $$ SELECT CASE $1 WHEN 'x' THEN 'p'::b WHEN 'y' THEN 'o'::b END $$;
