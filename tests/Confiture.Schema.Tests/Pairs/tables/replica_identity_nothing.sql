-- The replica identity goes from nothing to a primary key's index, named explicitly.
-- before
CREATE TABLE audited (id int PRIMARY KEY, v text);
ALTER TABLE audited REPLICA IDENTITY NOTHING;
-- after
CREATE TABLE audited (id int PRIMARY KEY, v text);
ALTER TABLE audited REPLICA IDENTITY USING INDEX audited_pkey;
