-- A table becomes one of a composite type, with its constraints kept.
-- both
CREATE TYPE point_of_interest AS (id int, title text, lat double precision, lon double precision);
-- before
CREATE TABLE poi (id int NOT NULL, title text, lat double precision, lon double precision, CONSTRAINT poi_pk PRIMARY KEY (id));
-- after
CREATE TABLE poi OF point_of_interest (CONSTRAINT poi_pk PRIMARY KEY (id));
