-- Range types with every option appear, with a table and an index that use them.
-- before
-- after
CREATE FUNCTION time_diff(x time, y time) RETURNS float8 LANGUAGE sql STRICT IMMUTABLE AS 'SELECT extract(epoch FROM (x - y))::float8';
CREATE TYPE timerange AS RANGE (subtype = time, subtype_diff = time_diff, multirange_type_name = timeranges);
CREATE TYPE textrange AS RANGE (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");
CREATE TABLE shift (id int, at timerange, all_at timeranges);
CREATE INDEX shift_at ON shift USING gist (at);
COMMENT ON TYPE timerange IS 'part of a day';
