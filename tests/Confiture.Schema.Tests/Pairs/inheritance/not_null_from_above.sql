-- NOT NULL comes to a parent and is handed down: to a table below, to one below that, to one that had the column itself, to one that said so before, to partitions.
-- before
CREATE TABLE t (id int, n int);
CREATE TABLE below (extra int) INHERITS (t);
CREATE TABLE lowest () INHERITS (below);
CREATE TABLE own (n int, c int) INHERITS (t);
CREATE TABLE said (n int NOT NULL) INHERITS (t);
CREATE TABLE m (k int, v int) PARTITION BY LIST (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m_2 PARTITION OF m (v NOT NULL) FOR VALUES IN (2);
-- after
CREATE TABLE t (id int, n int NOT NULL, c int NOT NULL);
CREATE TABLE below (extra int) INHERITS (t);
CREATE TABLE lowest () INHERITS (below);
CREATE TABLE own (n int, c int) INHERITS (t);
CREATE TABLE said (n int NOT NULL) INHERITS (t);
CREATE TABLE m (k int, v int NOT NULL) PARTITION BY LIST (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m_2 PARTITION OF m (v NOT NULL) FOR VALUES IN (2);
