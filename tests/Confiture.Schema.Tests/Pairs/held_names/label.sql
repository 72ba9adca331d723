-- A label takes the name of one that goes.
-- confiture-data
-- before
CREATE TYPE state AS ENUM ('new', 'open', 'done');
CREATE TABLE t (s state);
-- after
CREATE TYPE state AS ENUM (
    'new',
    -- confiture: renamed from 'open'
    'done'
);
CREATE TABLE t (s state);
