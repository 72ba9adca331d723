-- A unique constraint without overlaps changes its columns and its period.
-- since: 18
-- before
CREATE TABLE t (id int4range, a tstzrange, b tstzrange, CONSTRAINT t_u UNIQUE (id, a WITHOUT OVERLAPS));
-- after
CREATE TABLE t (id int4range, a tstzrange, b tstzrange, CONSTRAINT t_u UNIQUE (id, b WITHOUT OVERLAPS));
