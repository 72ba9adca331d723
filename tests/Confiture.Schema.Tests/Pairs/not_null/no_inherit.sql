-- A NOT NULL constraint is inherited on one side only.
-- since: 18
-- before
CREATE TABLE p (a int CONSTRAINT p_a NOT NULL NO INHERIT);
CREATE TABLE c (a int) INHERITS (p);
-- after
CREATE TABLE p (a int CONSTRAINT p_a NOT NULL);
CREATE TABLE c (a int CONSTRAINT p_a NOT NULL) INHERITS (p);
