-- The subtype of a range changes, which means a new type under the same name.
-- before
CREATE TYPE span AS RANGE (subtype = int);
CREATE TABLE t (id int, s span);
-- after
CREATE TYPE span AS RANGE (subtype = bigint);
CREATE TABLE t (id int, s span);
