-- The public schema is dropped on one side and so has to come back as the server makes it.
-- before
CREATE SCHEMA app;
CREATE TABLE public.t (id int);
-- after
DROP SCHEMA public;
CREATE SCHEMA app;
CREATE TABLE app.t (id int);
