-- A publication for all tables becomes one for some, which has no ALTER.
-- both
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
-- before
CREATE PUBLICATION p FOR ALL TABLES;
COMMENT ON PUBLICATION p IS 'feed';
-- after
CREATE PUBLICATION p FOR TABLE a;
COMMENT ON PUBLICATION p IS 'feed';
