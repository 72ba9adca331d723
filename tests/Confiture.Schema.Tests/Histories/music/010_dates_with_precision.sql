-- A partial date says how sure it is.
ALTER TYPE partial_date ADD ATTRIBUTE approximate boolean;
CREATE OR REPLACE FUNCTION as_text(d partial_date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE WHEN (d).approximate THEN 'about ' ELSE '' END || concat_ws('-', lpad((d).year::text, 4, '0'), lpad((d).month::text, 2, '0'), lpad((d).day::text, 2, '0')) $$;
COMMENT ON COLUMN partial_date.approximate IS 'True when the sources disagree';
