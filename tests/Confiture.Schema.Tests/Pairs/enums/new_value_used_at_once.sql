-- A value is added and in the same change becomes a default, part of a check, an index predicate and a partition bound.
-- before
CREATE TYPE s AS ENUM ('a', 'b');
CREATE TABLE t (id int, v s DEFAULT 'a');
CREATE TABLE m (v s) PARTITION BY LIST (v);
CREATE TABLE m_a PARTITION OF m FOR VALUES IN ('a');
-- after
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id int, v s DEFAULT 'c', CONSTRAINT not_b CHECK (v <> 'c' OR id > 0));
CREATE INDEX t_c ON t (id) WHERE v = 'c';
CREATE TABLE m (v s) PARTITION BY LIST (v);
CREATE TABLE m_a PARTITION OF m FOR VALUES IN ('a');
CREATE TABLE m_c PARTITION OF m FOR VALUES IN ('c');
