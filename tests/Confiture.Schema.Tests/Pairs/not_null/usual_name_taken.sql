-- The usual name of a NOT NULL belongs to a table that has been renamed, is still there while the new table is made, and goes then.
-- before
CREATE TABLE work (id int NOT NULL, name text NOT NULL);
ALTER TABLE work RENAME TO opus;
CREATE TABLE parts (id int NOT NULL) PARTITION BY LIST (id);
ALTER TABLE parts RENAME TO pieces;
-- after
CREATE TABLE opus (id int CONSTRAINT work_id_not_null NOT NULL, name text NOT NULL);
CREATE TABLE work (id int CONSTRAINT "of work" NOT NULL, name text NOT NULL);
CREATE TABLE parts (id int NOT NULL, k int NOT NULL);
