-- A table moves into a schema that is new, and an enum into the same one.
-- before
CREATE SCHEMA s1;
CREATE TYPE s1.mood AS ENUM ('ok');
CREATE TABLE s1.t (a serial, b text, m s1.mood);
-- after
CREATE SCHEMA s1;
CREATE SCHEMA s2;
-- confiture: renamed from s1.mood
CREATE TYPE s2.feeling AS ENUM ('ok');
-- confiture: renamed from s1.t
CREATE TABLE s2.t (a serial, b text, m s2.feeling);
-- rows
INSERT INTO s1.t (b) VALUES ('keep');
