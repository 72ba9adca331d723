-- Two tables with a foreign key between them become unlogged, which has to happen in the right order.
-- before
CREATE TABLE session (id int PRIMARY KEY);
CREATE TABLE session_value (session_id int REFERENCES session, k text, v text, PRIMARY KEY (session_id, k));
-- after
CREATE UNLOGGED TABLE session (id int PRIMARY KEY);
CREATE UNLOGGED TABLE session_value (session_id int REFERENCES session, k text, v text, PRIMARY KEY (session_id, k));
