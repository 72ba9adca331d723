-- The base type of a domain changes, which no ALTER can do, under columns with an index and a view.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 12.50);
-- before
CREATE DOMAIN money_amount AS numeric(10,2) CHECK (VALUE >= 0);
CREATE TABLE t (id int, price money_amount NOT NULL);
CREATE INDEX t_price ON t (price);
CREATE VIEW v AS SELECT price FROM t;
-- after
CREATE DOMAIN money_amount AS numeric(14,4) CHECK (VALUE >= 0);
CREATE TABLE t (id int, price money_amount NOT NULL);
CREATE INDEX t_price ON t (price);
CREATE VIEW v AS SELECT price FROM t;
