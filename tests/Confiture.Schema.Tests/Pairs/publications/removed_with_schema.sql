-- Publications go with their tables and schema.
-- since: 15
-- before
CREATE SCHEMA s;
CREATE TABLE s.a (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLES IN SCHEMA s;
CREATE PUBLICATION q FOR TABLE s.a;
-- after
CREATE PUBLICATION q;
