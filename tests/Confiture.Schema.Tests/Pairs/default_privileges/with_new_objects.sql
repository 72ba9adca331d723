-- Default privileges exist on both sides, and new objects must have the grants they had when built.
-- before
CREATE SCHEMA s;
ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO app_reader;
CREATE TABLE s.a (id int);
-- after
CREATE SCHEMA s;
CREATE TABLE s.b (id int);
ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO app_reader;
CREATE TABLE s.a (id int);
CREATE TABLE s.c (id int);
