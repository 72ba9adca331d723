-- A default that calls a function stops using it while the function goes.
-- before
CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS $$ SELECT 'C' || floor(random() * 1000)::text $$;
CREATE TABLE item (code text DEFAULT next_code() PRIMARY KEY);
-- after
CREATE TABLE item (code text DEFAULT ('C'::text || md5((random())::text)) PRIMARY KEY);
