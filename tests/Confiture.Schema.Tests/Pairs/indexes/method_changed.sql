-- An index of the same name changes its access method.
-- both
CREATE TABLE t (a text, b int4range);
-- before
CREATE INDEX t_a ON t USING btree (a);
CREATE INDEX t_b ON t USING gist (b);
-- after
CREATE INDEX t_a ON t USING hash (a);
CREATE INDEX t_b ON t USING spgist (b);
