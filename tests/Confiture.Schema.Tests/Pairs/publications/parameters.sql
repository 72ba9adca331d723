-- The parameters of publications change.
-- both
CREATE TABLE a (id int PRIMARY KEY);
-- before
CREATE PUBLICATION p FOR TABLE a WITH (publish = 'insert, update');
CREATE PUBLICATION q WITH (publish_via_partition_root = true);
-- after
CREATE PUBLICATION p FOR TABLE a WITH (publish = 'insert, delete, truncate', publish_via_partition_root = true);
CREATE PUBLICATION q WITH (publish = '');
COMMENT ON PUBLICATION q IS 'nothing yet';
ALTER PUBLICATION q OWNER TO postgres;
