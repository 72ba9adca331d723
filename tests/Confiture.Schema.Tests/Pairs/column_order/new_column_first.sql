-- A new column stands first.
-- column-order
-- before
CREATE TABLE t (b int, c text);
-- after
CREATE TABLE t (a int, b int, c text);
