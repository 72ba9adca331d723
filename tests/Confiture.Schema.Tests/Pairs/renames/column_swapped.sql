-- Two columns exchange their names, each keeps its rows.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 10, 20);
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
-- after
CREATE TABLE t (
    id int PRIMARY KEY,
    -- confiture: renamed from a
    b int,
    -- confiture: renamed from b
    a int
);
