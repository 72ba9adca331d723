-- The temporal key under a temporal foreign key is replaced by one with a column more.
-- since: 18
-- before
CREATE TABLE p (id int4range, r int4range, valid_at datemultirange, CONSTRAINT p_pk PRIMARY KEY (id, valid_at WITHOUT OVERLAPS));
CREATE TABLE c (p_id int4range, r int4range, valid_at datemultirange, CONSTRAINT c_fk FOREIGN KEY (p_id, PERIOD valid_at) REFERENCES p);
-- after
CREATE TABLE p (id int4range, r int4range, valid_at datemultirange, CONSTRAINT p_pk PRIMARY KEY (id, r, valid_at WITHOUT OVERLAPS));
CREATE TABLE c (p_id int4range, r int4range, valid_at datemultirange, CONSTRAINT c_fk FOREIGN KEY (p_id, r, PERIOD valid_at) REFERENCES p);
