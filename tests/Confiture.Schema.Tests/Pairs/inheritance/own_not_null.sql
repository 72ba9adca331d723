-- Columns that a table has from above and that only it wants to be NOT NULL: made with the table, and added above.
-- before
CREATE TABLE top (a int);
CREATE TABLE middle () INHERITS (top);
-- after
CREATE TABLE top (a int, b text);
CREATE TABLE middle () INHERITS (top);
ALTER TABLE middle ALTER COLUMN b SET NOT NULL;
ALTER TABLE middle ALTER COLUMN b SET STATISTICS 7;
CREATE TABLE below (c int) INHERITS (middle);
CREATE TABLE beside () INHERITS (top);
ALTER TABLE beside ALTER COLUMN a SET NOT NULL;
CREATE TABLE whole (a int, b text) PARTITION BY LIST (a);
CREATE TABLE part PARTITION OF whole (b NOT NULL) FOR VALUES IN (1);
