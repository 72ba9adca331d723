-- Text becomes json, json becomes jsonb, a csv text becomes an array.
-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b json DEFAULT '{}', c text, d varchar(10)[]);
-- after
CREATE TABLE t (id int PRIMARY KEY, a json, b jsonb DEFAULT '{}', c text[], d text[]);
