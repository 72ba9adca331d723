-- One table takes the name of another that is renamed as well.
-- confiture-data
-- rows
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (2, 'x');
-- before
CREATE TABLE a (id int CONSTRAINT a_pk PRIMARY KEY);
CREATE TABLE b (id int CONSTRAINT b_pk PRIMARY KEY, v text);
-- after
-- confiture: renamed from a
CREATE TABLE b (id int CONSTRAINT a_pk PRIMARY KEY);
-- confiture: renamed from b
CREATE TABLE c (id int CONSTRAINT b_pk PRIMARY KEY, v text);
