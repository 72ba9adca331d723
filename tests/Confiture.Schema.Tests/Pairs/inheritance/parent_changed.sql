-- A child changes its parent.
-- both
CREATE TABLE p (id int);
CREATE TABLE q (id int);
-- before
CREATE TABLE c (id int, v text) INHERITS (p);
-- after
CREATE TABLE c (id int, v text) INHERITS (q);
