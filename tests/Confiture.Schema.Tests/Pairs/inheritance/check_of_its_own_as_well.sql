-- A child says a check itself that it has from its parent, and says it no longer.
-- before
CREATE TABLE p (id int, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE c (extra int) INHERITS (p);
-- after
CREATE TABLE p (id int, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE c (extra int, CONSTRAINT positive CHECK (id > 0)) INHERITS (p);
