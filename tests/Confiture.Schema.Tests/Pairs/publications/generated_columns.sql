-- A publication sends stored generated columns.
-- since: 18
-- both
CREATE TABLE a (id int PRIMARY KEY, b int GENERATED ALWAYS AS (id * 2) STORED);
-- before
CREATE PUBLICATION p FOR TABLE a;
-- after
CREATE PUBLICATION p FOR TABLE a WITH (publish_generated_columns = stored);
