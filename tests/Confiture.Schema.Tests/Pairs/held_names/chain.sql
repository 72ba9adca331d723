-- The end of a chain takes the name of a table that goes, and the columns of the middle one move on as well.
-- confiture-data
-- before
CREATE TABLE a (id int CONSTRAINT a_pk PRIMARY KEY, x int);
CREATE TABLE b (id int CONSTRAINT b_pk PRIMARY KEY, y int, z int);
CREATE TABLE c (id int CONSTRAINT c_pk PRIMARY KEY, w text);
-- after
-- confiture: renamed from a
CREATE TABLE b (id int CONSTRAINT a_pk PRIMARY KEY, x int);
-- confiture: renamed from b
CREATE TABLE c (
    id int CONSTRAINT b_pk PRIMARY KEY,
    -- confiture: renamed from y
    z int
);
