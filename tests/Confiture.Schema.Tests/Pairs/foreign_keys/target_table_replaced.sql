-- The referred table's key changes its type and so do all three referring tables.
-- before
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int REFERENCES p);
CREATE TABLE b (p_id int PRIMARY KEY REFERENCES p);
CREATE TABLE c (b_id int REFERENCES b);
-- after
CREATE TABLE p (id numeric(20,0) PRIMARY KEY);
CREATE TABLE a (p_id numeric(20,0) REFERENCES p);
CREATE TABLE b (p_id numeric(20,0) PRIMARY KEY REFERENCES p);
CREATE TABLE c (b_id numeric(20,0) REFERENCES b);
