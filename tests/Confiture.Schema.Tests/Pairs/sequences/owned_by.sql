-- A sequence is owned by another column, then by none.
-- both
CREATE TABLE t (a int, b int);
-- before
CREATE SEQUENCE s OWNED BY t.a;
CREATE SEQUENCE r OWNED BY t.b;
-- after
CREATE SEQUENCE s OWNED BY t.b;
CREATE SEQUENCE r;
