-- A column of a composite type has a unique index, and the type gets an attribute.
-- before
CREATE TYPE ver AS (major int, minor int);
CREATE TABLE rel (v ver PRIMARY KEY, note text);
-- after
CREATE TYPE ver AS (major int, minor int, patch int);
CREATE TABLE rel (v ver PRIMARY KEY, note text);
