-- A value of an enum is renamed, which keeps the rows.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 'open', '{open,closed}');
-- before
CREATE TYPE state AS ENUM ('open', 'closed');
CREATE TABLE t (id int, s state DEFAULT 'open', h state[]);
-- after
CREATE TYPE state AS ENUM (
    -- confiture: renamed from open
    'active',
    'closed'
);
CREATE TABLE t (id int, s state DEFAULT 'active', h state[]);
