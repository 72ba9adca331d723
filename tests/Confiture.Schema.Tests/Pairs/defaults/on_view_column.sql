-- A default on a column of a view changes.
-- both
CREATE TABLE raw (id int, state text);
CREATE VIEW cooked AS SELECT id, state FROM raw;
-- before
ALTER VIEW cooked ALTER COLUMN state SET DEFAULT 'draft';
-- after
ALTER VIEW cooked ALTER COLUMN state SET DEFAULT 'ready';
ALTER VIEW cooked ALTER COLUMN id SET DEFAULT 0;
