-- A default takes its value from another sequence; both sequences stay.
-- both
CREATE SEQUENCE seq_a;
CREATE SEQUENCE seq_b START 1000;
-- before
CREATE TABLE invoice (no bigint DEFAULT nextval('seq_a') NOT NULL, v int);
-- after
CREATE TABLE invoice (no bigint DEFAULT nextval('seq_b') NOT NULL, v int);
