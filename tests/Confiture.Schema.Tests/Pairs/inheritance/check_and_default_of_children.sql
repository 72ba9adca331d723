-- Children override defaults and have checks of their own; the parent's check goes.
-- before
CREATE TABLE p (id int DEFAULT 1, v text, CONSTRAINT v_short CHECK (length(v) < 10));
CREATE TABLE c (CONSTRAINT v_long CHECK (length(v) > 2)) INHERITS (p);
ALTER TABLE c ALTER id SET DEFAULT 2;
-- after
CREATE TABLE p (id int DEFAULT 10, v text);
CREATE TABLE c (CONSTRAINT v_long CHECK (length(v) > 3)) INHERITS (p);
ALTER TABLE c ALTER id DROP DEFAULT;
