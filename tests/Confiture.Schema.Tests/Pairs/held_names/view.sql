-- A table takes the name of the view through which it was read.
-- confiture-data
-- before
CREATE TABLE raw_items (id int PRIMARY KEY, label text);
CREATE VIEW items AS SELECT id, label FROM raw_items;
-- after
-- confiture: renamed from raw_items
CREATE TABLE items (id int PRIMARY KEY, label text);
