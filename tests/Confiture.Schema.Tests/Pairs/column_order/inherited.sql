-- A parent gets a column, which stands after the child's own columns there.
-- column-order
-- before
CREATE TABLE p (a int);
CREATE TABLE c (own text) INHERITS (p);
-- after
CREATE TABLE p (a int, b int);
CREATE TABLE c (own text) INHERITS (p);
