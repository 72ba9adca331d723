-- The replica identity goes from the default to full.
-- both
CREATE TABLE audited (id int PRIMARY KEY, v text);
-- before
-- after
ALTER TABLE audited REPLICA IDENTITY FULL;
