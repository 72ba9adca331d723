-- The parents of a child stand in another order.
-- before
CREATE TABLE p1 (a int);
CREATE TABLE p2 (b int);
CREATE TABLE c (a int, b int) INHERITS (p1, p2);
-- after
CREATE TABLE p1 (a int);
CREATE TABLE p2 (b int);
CREATE TABLE c (a int, b int) INHERITS (p2, p1);
