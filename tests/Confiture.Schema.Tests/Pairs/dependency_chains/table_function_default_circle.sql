-- A table's default calls an atomic function that reads that very table.
-- before
-- after
CREATE TABLE t (id int, pos int);
CREATE FUNCTION next_pos() RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT coalesce(max(pos), 0) + 1 FROM t; END;
ALTER TABLE t ALTER pos SET DEFAULT next_pos();
ALTER TABLE t ADD CONSTRAINT pos_ok CHECK (pos <= next_pos() + 1000);
