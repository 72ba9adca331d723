-- Two labels exchange their names.
-- confiture-data
-- rows
INSERT INTO t VALUES ('low'), ('high');
-- before
CREATE TYPE level AS ENUM ('low', 'high');
CREATE TABLE t (l level);
-- after
CREATE TYPE level AS ENUM (
    -- confiture: renamed from 'low'
    'high',
    -- confiture: renamed from 'high'
    'low'
);
CREATE TABLE t (l level);
