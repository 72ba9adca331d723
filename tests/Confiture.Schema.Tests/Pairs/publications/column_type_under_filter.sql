-- A published column with a filter and in a column list changes its type.
-- since: 15
-- before
CREATE TABLE a (id int PRIMARY KEY, region int NOT NULL);
ALTER TABLE a REPLICA IDENTITY FULL;
CREATE PUBLICATION p FOR TABLE a WHERE (region = 1);
CREATE PUBLICATION q FOR TABLE a (id, region);
-- after
CREATE TABLE a (id int PRIMARY KEY, region bigint NOT NULL);
ALTER TABLE a REPLICA IDENTITY FULL;
CREATE PUBLICATION p FOR TABLE a WHERE (region = 1);
CREATE PUBLICATION q FOR TABLE a (id, region);
