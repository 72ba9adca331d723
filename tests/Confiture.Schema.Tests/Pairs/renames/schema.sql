-- A schema is renamed with all that it holds, grants and default privileges included.
-- confiture-data
-- rows
INSERT INTO old_name.t VALUES (1);
-- before
CREATE SCHEMA old_name;
CREATE TABLE old_name.t (id int CONSTRAINT t_pk PRIMARY KEY);
CREATE VIEW public.v AS SELECT id FROM old_name.t;
GRANT USAGE ON SCHEMA old_name TO app_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA old_name GRANT SELECT ON TABLES TO app_reader;
-- after
-- confiture: renamed from old_name
CREATE SCHEMA new_name;
CREATE TABLE new_name.t (id int CONSTRAINT t_pk PRIMARY KEY);
CREATE VIEW public.v AS SELECT id FROM new_name.t;
GRANT USAGE ON SCHEMA new_name TO app_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA new_name GRANT SELECT ON TABLES TO app_reader;
