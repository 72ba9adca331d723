-- A primary key that is replica identity and cluster index is replaced.
-- before
CREATE TABLE t (a int NOT NULL, b int NOT NULL, CONSTRAINT t_pk PRIMARY KEY (a));
ALTER TABLE t REPLICA IDENTITY USING INDEX t_pk;
ALTER TABLE t CLUSTER ON t_pk;
-- after
CREATE TABLE t (a int NOT NULL, b int NOT NULL, CONSTRAINT t_pk PRIMARY KEY (a, b));
ALTER TABLE t REPLICA IDENTITY USING INDEX t_pk;
ALTER TABLE t CLUSTER ON t_pk;
