-- An identity key loses its identity while foreign keys and views use it, and a plain sequence takes over.
-- before
CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text);
CREATE TABLE c (p_id int REFERENCES p);
CREATE VIEW w AS SELECT id FROM p;
-- after
CREATE SEQUENCE p_numbers AS int;
CREATE TABLE p (id int DEFAULT nextval('p_numbers') PRIMARY KEY, v text);
CREATE TABLE c (p_id int REFERENCES p);
CREATE VIEW w AS SELECT id FROM p;
