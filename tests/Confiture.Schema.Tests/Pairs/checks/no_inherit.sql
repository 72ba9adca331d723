-- A check stops being inherited by a child table.
-- before
CREATE TABLE p (a int, CONSTRAINT p_a CHECK (a > 0));
CREATE TABLE c (a int, CONSTRAINT p_a CHECK (a > 0)) INHERITS (p);
-- after
CREATE TABLE p (a int, CONSTRAINT p_a CHECK (a > 0) NO INHERIT);
CREATE TABLE c (a int, CONSTRAINT p_a CHECK (a > 0)) INHERITS (p);
