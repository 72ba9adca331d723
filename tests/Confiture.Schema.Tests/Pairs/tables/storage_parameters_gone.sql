-- All storage parameters go back to the defaults.
-- before
CREATE TABLE queue (id int PRIMARY KEY, body text)
    WITH (fillfactor = 50, autovacuum_vacuum_cost_delay = 0, log_autovacuum_min_duration = 0, parallel_workers = 2, toast.vacuum_truncate = off);
-- after
CREATE TABLE queue (id int PRIMARY KEY, body text);
