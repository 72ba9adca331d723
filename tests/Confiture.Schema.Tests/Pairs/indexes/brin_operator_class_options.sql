-- BRIN indexes use operator classes with parameters.
-- both
CREATE TABLE t (a int, b inet, c timestamptz);
-- before
CREATE INDEX t_a ON t USING brin (a int4_minmax_ops);
CREATE INDEX t_b ON t USING brin (b inet_inclusion_ops);
-- after
CREATE INDEX t_a ON t USING brin (a int4_minmax_multi_ops (values_per_range = 16), c timestamptz_bloom_ops (n_distinct_per_range = 100, false_positive_rate = 0.05));
CREATE INDEX t_b ON t USING brin (b);
