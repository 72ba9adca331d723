-- Two tables take values from one sequence; it is owned by one of them, which goes.
-- before
CREATE TABLE a (id int PRIMARY KEY);
CREATE SEQUENCE shared OWNED BY a.id;
ALTER TABLE a ALTER id SET DEFAULT nextval('shared');
CREATE TABLE b (id int DEFAULT nextval('shared') PRIMARY KEY);
-- after
CREATE SEQUENCE shared;
CREATE TABLE b (id int DEFAULT nextval('shared') PRIMARY KEY);
ALTER SEQUENCE shared OWNED BY b.id;
