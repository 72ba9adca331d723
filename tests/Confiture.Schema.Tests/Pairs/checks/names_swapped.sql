-- Two checks exchange their expressions under their names.
-- before
CREATE TABLE c (a int, b int, CONSTRAINT one CHECK (a > 0), CONSTRAINT two CHECK (b > 0));
-- after
CREATE TABLE c (a int, b int, CONSTRAINT one CHECK (b > 0), CONSTRAINT two CHECK (a > 0));
