-- Virtual columns, explicit and by default, are added.
-- since: 18
-- before
CREATE TABLE t (a int, b int);
-- after
CREATE TABLE t (a int, b int, c int GENERATED ALWAYS AS (a + b) VIRTUAL, d int GENERATED ALWAYS AS (a * b));
