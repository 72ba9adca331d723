-- The function that gives a range's values one form is replaced by another of another name, while a column has the range.
-- before
CREATE TYPE days;
CREATE FUNCTION days_form(days) RETURNS days LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
CREATE TYPE days AS RANGE (SUBTYPE = date, CANONICAL = days_form);
CREATE TABLE t (d days);
-- rows
INSERT INTO t VALUES ('[2020-01-01,2020-02-01]');
-- after
CREATE TYPE days;
CREATE FUNCTION days_same(days) RETURNS days LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
CREATE TYPE days AS RANGE (SUBTYPE = date, CANONICAL = days_same, MULTIRANGE_TYPE_NAME = all_days);
CREATE TABLE t (d days);
