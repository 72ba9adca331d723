-- A cast uses a function that takes the type modifier and the explicit flag.
-- both
CREATE TYPE code AS ENUM ('aa', 'bb');
-- before
CREATE FUNCTION code_text(code) RETURNS varchar LANGUAGE sql IMMUTABLE AS $$ SELECT CASE $1 WHEN 'aa' THEN 'A' ELSE 'B' END::varchar $$;
CREATE CAST (code AS varchar) WITH FUNCTION code_text(code);
-- after
CREATE FUNCTION code_text(code, int, boolean) RETURNS varchar LANGUAGE sql IMMUTABLE AS $$ SELECT substr(CASE $1 WHEN 'aa' THEN 'A' ELSE 'B' END, 1, $2)::varchar $$;
CREATE CAST (code AS varchar) WITH FUNCTION code_text(code, int, boolean);
