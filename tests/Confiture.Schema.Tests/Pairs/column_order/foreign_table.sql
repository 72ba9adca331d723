-- A foreign table gets a column in front.
-- column-order
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
-- before
CREATE FOREIGN TABLE ft (b int) SERVER s;
-- after
CREATE FOREIGN TABLE ft (a int, b int) SERVER s;
