-- A temporal foreign key appears between two temporal tables.
-- since: 18
-- before
CREATE TABLE p (id int4range, valid_at daterange, PRIMARY KEY (id, valid_at WITHOUT OVERLAPS));
CREATE TABLE c (id int4range, valid_at daterange, p_id int4range, PRIMARY KEY (id, valid_at WITHOUT OVERLAPS));
-- after
CREATE TABLE p (id int4range, valid_at daterange, PRIMARY KEY (id, valid_at WITHOUT OVERLAPS));
CREATE TABLE c (id int4range, valid_at daterange, p_id int4range, PRIMARY KEY (id, valid_at WITHOUT OVERLAPS),
    CONSTRAINT c_p FOREIGN KEY (p_id, PERIOD valid_at) REFERENCES p (id, PERIOD valid_at));
