-- The column that a generated column reads changes its type.
-- before
CREATE TABLE t (a int, c text GENERATED ALWAYS AS ('#' || a::text) STORED);
-- after
CREATE TABLE t (a bigint, c text GENERATED ALWAYS AS ('#' || a::text) STORED);
