-- A column comes from two parents, and one of them drops it: the table below has it from the other one and nothing of its own.
-- before
CREATE TABLE p (a int);
CREATE TABLE q (a int, z int);
CREATE TABLE c () INHERITS (p, q);
CREATE TABLE d () INHERITS (c);
CREATE TABLE r (b int);
CREATE TABLE s (b int);
CREATE TABLE both_go (b int, k int) INHERITS (r, s);
-- after
CREATE TABLE p (a int);
CREATE TABLE q (z int);
CREATE TABLE c () INHERITS (p, q);
CREATE TABLE d () INHERITS (c);
CREATE TABLE r ();
CREATE TABLE s ();
CREATE TABLE both_go (b int, k int) INHERITS (r, s);
-- rows
INSERT INTO d VALUES (1, 2);
INSERT INTO both_go VALUES (1, 2);
