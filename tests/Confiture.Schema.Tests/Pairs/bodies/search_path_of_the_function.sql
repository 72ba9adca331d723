-- The function has a search path of its own, in which the names of its body are found; a table of the same name elsewhere is none of it.
-- both
CREATE SCHEMA "My App";
CREATE SCHEMA other;
-- rows
INSERT INTO other.settings VALUES (1); INSERT INTO "My App".settings VALUES (1);
-- before
CREATE TABLE "My App".settings (id int);
CREATE TABLE other.settings (id int);
-- after
CREATE TABLE "My App".settings (id int, factor int);
CREATE TABLE other.settings (id int);
CREATE FUNCTION other.factor() RETURNS int LANGUAGE plpgsql STABLE SET search_path = "My App", other AS 'BEGIN RETURN (SELECT max(factor) FROM settings); END';
CREATE MATERIALIZED VIEW other.mv AS SELECT other.factor() AS factor;
