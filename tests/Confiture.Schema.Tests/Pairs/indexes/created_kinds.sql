-- One index of each access method appears.
-- both
CREATE TABLE t (a int, b text, c int[], d tsvector, e int4range, f inet, g point, h timestamptz);
-- before
-- after
CREATE INDEX t_btree ON t (a, b DESC NULLS LAST);
CREATE INDEX t_hash ON t USING hash (b);
CREATE INDEX t_gin ON t USING gin (c, d);
CREATE INDEX t_gist ON t USING gist (e, d);
CREATE INDEX t_spgist ON t USING spgist (f);
CREATE INDEX t_quad ON t USING spgist (g kd_point_ops);
CREATE INDEX t_brin ON t USING brin (h) WITH (pages_per_range = 32, autosummarize = on);
