-- Partitions get other bounds while foreign keys point at the whole: one that stays as it is, and one that changes.
-- before
CREATE TABLE m (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE ref (id int PRIMARY KEY, mid int, mat date, CONSTRAINT r FOREIGN KEY (mid, mat) REFERENCES m);
CREATE TABLE other (mid int, mat date, CONSTRAINT o FOREIGN KEY (mid, mat) REFERENCES m);
-- after
CREATE TABLE m (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2024-10-01');
CREATE TABLE ref (id int PRIMARY KEY, mid int, mat date, CONSTRAINT r FOREIGN KEY (mid, mat) REFERENCES m);
CREATE TABLE other (mid int, mat date, CONSTRAINT o FOREIGN KEY (mid, mat) REFERENCES m ON DELETE CASCADE);
-- rows
INSERT INTO m VALUES (1, '2024-02-01');
INSERT INTO ref VALUES (1, 1, '2024-02-01');
INSERT INTO other VALUES (1, '2024-02-01');
