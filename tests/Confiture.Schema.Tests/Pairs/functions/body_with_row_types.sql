-- PL/pgSQL bodies use %TYPE, %ROWTYPE, casts and dynamic SQL over objects that appear in the same change.
-- before
-- after
CREATE TYPE late_kind AS ENUM ('a');
CREATE TABLE late (id int PRIMARY KEY, kind late_kind);
CREATE FUNCTION early(i int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r late%ROWTYPE; k late.kind%TYPE; n late_kind := 'a';
BEGIN
    SELECT * INTO r FROM late WHERE id = i;
    EXECUTE 'UPDATE late SET kind = $1' USING n;
    RETURN r.kind::text || k;
END $$;
