-- An extension that later versions no longer have appears.
-- until: 16
-- before
CREATE TABLE t (id int);
-- after
CREATE EXTENSION adminpack;
CREATE EXTENSION old_snapshot;
CREATE TABLE t (id int);
