-- A primary key becomes one without overlaps.
-- since: 18
-- both
CREATE EXTENSION btree_gist;
-- before
CREATE TABLE t (id int, valid_at daterange, CONSTRAINT t_pk PRIMARY KEY (id, valid_at));
-- after
CREATE TABLE t (id int, valid_at daterange, CONSTRAINT t_pk PRIMARY KEY (id, valid_at WITHOUT OVERLAPS));
