-- The multirange of a range gets a name of its own.
-- before
CREATE TYPE lenrange AS RANGE (subtype = numeric);
CREATE TABLE t (m lenmultirange);
-- after
CREATE TYPE lenrange AS RANGE (subtype = numeric, multirange_type_name = many_lengths);
CREATE TABLE t (m many_lengths);
