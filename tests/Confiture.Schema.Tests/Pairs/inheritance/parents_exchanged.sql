-- A child changes its parent and has its columns and its check from above, before and after.
-- before
CREATE TABLE p1 (id int NOT NULL, name text, CONSTRAINT named CHECK (name <> ''));
CREATE TABLE p2 (id int NOT NULL, name text, CONSTRAINT named CHECK (name <> ''));
CREATE TABLE c (extra int) INHERITS (p1);
-- after
CREATE TABLE p1 (id int NOT NULL, name text, CONSTRAINT named CHECK (name <> ''));
CREATE TABLE p2 (id int NOT NULL, name text, CONSTRAINT named CHECK (name <> ''));
CREATE TABLE c (extra int) INHERITS (p2);
