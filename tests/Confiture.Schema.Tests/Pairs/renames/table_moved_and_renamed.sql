-- A table is renamed and moved to another schema.
-- confiture-data
-- both
CREATE SCHEMA archive;
-- rows
INSERT INTO note VALUES (1, 'x');
-- before
CREATE TABLE note (id int CONSTRAINT note_pk PRIMARY KEY, v text);
-- after
-- confiture: renamed from public.note
CREATE TABLE archive.memo (id int CONSTRAINT note_pk PRIMARY KEY, v text);
