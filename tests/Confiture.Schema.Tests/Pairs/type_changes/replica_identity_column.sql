-- The column of a replica identity index changes its type while the table is published.
-- before
CREATE TABLE t (id int NOT NULL, v text);
CREATE UNIQUE INDEX t_id ON t (id);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_id;
ALTER TABLE t CLUSTER ON t_id;
CREATE PUBLICATION p FOR TABLE t;
-- after
CREATE TABLE t (id bigint NOT NULL, v text);
CREATE UNIQUE INDEX t_id ON t (id);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_id;
ALTER TABLE t CLUSTER ON t_id;
CREATE PUBLICATION p FOR TABLE t;
