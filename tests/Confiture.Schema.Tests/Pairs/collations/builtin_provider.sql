-- A collation changes to the built-in provider.
-- since: 17
-- before
CREATE COLLATION c1 (provider = libc, locale = 'C');
-- after
CREATE COLLATION c1 (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE t (a text COLLATE c1);
