-- The index that a table is clustered on changes.
-- both
CREATE TABLE reading (id int PRIMARY KEY, at timestamptz NOT NULL, v real);
CREATE INDEX reading_at_idx ON reading (at);
-- before
ALTER TABLE reading CLUSTER ON reading_pkey;
-- after
ALTER TABLE reading CLUSTER ON reading_at_idx;
