-- A column is renamed and changes its type and default in the same change.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 5, 'x');
-- before
CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 1, old text);
-- after
CREATE TABLE t (
    id int PRIMARY KEY,
    -- confiture: renamed from n
    amount bigint NOT NULL DEFAULT 2
);
