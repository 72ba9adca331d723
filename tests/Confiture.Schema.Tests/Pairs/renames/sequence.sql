-- A sequence is renamed under two defaults and keeps its value.
-- confiture-data
-- rows
INSERT INTO t (v) VALUES (1), (2);
-- before
CREATE SEQUENCE counter START 50;
CREATE TABLE t (id bigint DEFAULT nextval('counter'), v int);
-- after
-- confiture: renamed from counter
CREATE SEQUENCE ticket_number START 50;
CREATE TABLE t (id bigint DEFAULT nextval('ticket_number'), v int);
