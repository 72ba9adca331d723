-- Two unique keys over the same columns exchange their column order.
-- before
CREATE TABLE u (a int, b int, CONSTRAINT x UNIQUE (a, b), CONSTRAINT y UNIQUE (b, a));
-- after
CREATE TABLE u (a int, b int, CONSTRAINT x UNIQUE (b, a), CONSTRAINT y UNIQUE (a, b));
