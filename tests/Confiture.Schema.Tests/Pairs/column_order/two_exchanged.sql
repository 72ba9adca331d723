-- Two columns exchange their places.
-- column-order
-- before
CREATE TABLE t (a int, b text, PRIMARY KEY (a));
-- after
CREATE TABLE t (b text, a int, PRIMARY KEY (a));
