-- The index that serves as replica identity is itself replaced by one with more columns.
-- both
CREATE TABLE audited (id int NOT NULL, region text NOT NULL, v text);
-- before
CREATE UNIQUE INDEX audited_identity ON audited (id);
ALTER TABLE audited REPLICA IDENTITY USING INDEX audited_identity;
-- after
CREATE UNIQUE INDEX audited_identity ON audited (region, id);
ALTER TABLE audited REPLICA IDENTITY USING INDEX audited_identity;
