-- An attribute changes its collation only.
-- before
CREATE TYPE c AS (a text, b text COLLATE "C");
-- after
CREATE TYPE c AS (a text COLLATE "C", b text COLLATE "POSIX");
