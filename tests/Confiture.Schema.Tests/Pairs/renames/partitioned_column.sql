-- A column of a partitioned table and of an inherited one is renamed in all children.
-- confiture-data
-- rows
INSERT INTO m VALUES (1, 'a');
INSERT INTO c VALUES (1, 2);
-- before
CREATE TABLE m (k int, v text) PARTITION BY LIST (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE p (id int, x int);
CREATE TABLE c () INHERITS (p);
-- after
CREATE TABLE m (
    -- confiture: renamed from k
    region int,
    v text
) PARTITION BY LIST (region);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE p (
    id int,
    -- confiture: renamed from x
    y int
);
CREATE TABLE c () INHERITS (p);
