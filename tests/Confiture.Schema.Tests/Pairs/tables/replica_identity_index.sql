-- The replica identity moves from one unique index to another.
-- both
CREATE TABLE audited (id int NOT NULL, code text NOT NULL, v text);
CREATE UNIQUE INDEX audited_id ON audited (id);
CREATE UNIQUE INDEX audited_code ON audited (code);
-- before
ALTER TABLE audited REPLICA IDENTITY USING INDEX audited_id;
-- after
ALTER TABLE audited REPLICA IDENTITY USING INDEX audited_code;
