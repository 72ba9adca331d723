-- Attributes change their order and types: values in arrays, in other composites and under domains follow the names.
-- confiture-data
-- before
CREATE TYPE nm AS (first text, last text, n int);
CREATE TYPE oc AS (n nm, k int, more nm[]);
CREATE DOMAIN dd AS nm[];
CREATE TABLE t (id int, x nm, y nm[], d dd);
CREATE TABLE o (o oc, os oc[]);
-- after
CREATE TYPE nm AS (last varchar(20), extra date, first text, n bigint);
CREATE TYPE oc AS (n nm, k int, more nm[]);
CREATE DOMAIN dd AS nm[];
CREATE TABLE t (id int, x nm, y nm[], d dd);
CREATE TABLE o (o oc, os oc[]);
-- rows
INSERT INTO t VALUES (1, ROW('Ann', 'Smith', 1), ARRAY[ROW('Ann', 'Smith', 1)::nm, NULL, ROW(NULL, NULL, NULL)::nm], ARRAY[ROW('Bob', 'Jones', 2)::nm]), (2, NULL, '{}', NULL);
INSERT INTO o VALUES (ROW(ROW('Ann', 'Smith', 1)::nm, 3, ARRAY[ROW('Eve', 'Hill', 4)::nm]), ARRAY[ROW(NULL, 5, ARRAY[ROW('Kim', 'Lee', 6)::nm])::oc]), (NULL, NULL);
