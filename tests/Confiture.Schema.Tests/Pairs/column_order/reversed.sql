-- All columns stand in reverse order.
-- column-order
-- before
CREATE TABLE t (a int, b text, c date, d numeric);
CREATE INDEX t_ab ON t (a, b);
-- after
CREATE TABLE t (d numeric, c date, b text, a int);
CREATE INDEX t_ab ON t (a, b);
