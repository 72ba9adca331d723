-- A GIN class with a storage type appears.
-- before
-- after
CREATE OPERATOR CLASS my_array_ops FOR TYPE int[] USING gin AS OPERATOR 1 && (anyarray, anyarray), OPERATOR 2 @> (anyarray, anyarray), FUNCTION 1 btint4cmp(int, int), FUNCTION 2 ginarrayextract(anyarray, internal), FUNCTION 3 ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal), FUNCTION 4 ginarrayconsistent(internal, smallint, anyarray, int, internal, internal, internal, internal), STORAGE int;
CREATE TABLE t (a int[]);
CREATE INDEX t_a ON t USING gin (a my_array_ops);
