-- A numeric column gets a negative scale and one larger than its precision.
-- since: 15
-- before
CREATE TABLE t (a numeric(5,2), b numeric(3,1));
-- after
CREATE TABLE t (a numeric(5,-2), b numeric(3,5));
