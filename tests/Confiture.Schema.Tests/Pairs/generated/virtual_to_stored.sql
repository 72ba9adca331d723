-- A virtual column becomes stored and a stored one virtual.
-- since: 18
-- before
CREATE TABLE t (a int, c int GENERATED ALWAYS AS (a + 1) VIRTUAL, d int GENERATED ALWAYS AS (a + 2) STORED);
-- after
CREATE TABLE t (a int, c int GENERATED ALWAYS AS (a + 1) STORED, d int GENERATED ALWAYS AS (a + 2) VIRTUAL);
