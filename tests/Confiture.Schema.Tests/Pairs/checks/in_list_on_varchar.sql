-- A check, an index predicate and a generated column compare a varchar column with a list and are made anew with a longer one.
-- before
CREATE TABLE t (id int, s varchar(5) CONSTRAINT s_known CHECK (s IN ('a', 'b')), g boolean GENERATED ALWAYS AS (s IN ('a', 'b')) STORED);
CREATE INDEX t_i ON t (id) WHERE s IN ('a', 'b');
-- after
CREATE TABLE t (id int, s varchar(5) CONSTRAINT s_known CHECK (s IN ('a', 'b', 'c')), g boolean GENERATED ALWAYS AS (s IN ('a', 'b', 'c')) STORED);
CREATE INDEX t_i ON t (id) WHERE s IN ('a', 'b', 'c');
