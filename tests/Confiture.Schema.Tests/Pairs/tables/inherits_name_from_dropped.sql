-- A dropped table's constraint and index names are taken by a new table.
-- before
CREATE TABLE old_t (id int CONSTRAINT the_pk PRIMARY KEY, v int CONSTRAINT the_check CHECK (v > 0));
CREATE INDEX the_index ON old_t (v);
CREATE SEQUENCE the_seq OWNED BY old_t.v;
-- after
CREATE TABLE new_t (key int CONSTRAINT the_pk PRIMARY KEY, w text CONSTRAINT the_check CHECK (w > ''));
CREATE INDEX the_index ON new_t (w);
CREATE SEQUENCE the_seq OWNED BY new_t.key;
