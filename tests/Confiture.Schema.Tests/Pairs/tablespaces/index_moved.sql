-- Indexes move between tablespaces, those of constraints too.
-- before
CREATE TABLE t (id int CONSTRAINT pk PRIMARY KEY USING INDEX TABLESPACE slow, v int);
CREATE INDEX t_v ON t (v) TABLESPACE fast;
-- after
CREATE TABLE t (id int CONSTRAINT pk PRIMARY KEY USING INDEX TABLESPACE fast, v int);
CREATE INDEX t_v ON t (v) TABLESPACE slow;
