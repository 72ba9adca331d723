-- Timestamps get a time zone and another precision.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, '2024-01-01 12:00', '2024-01-01', '2024-01-01 12:00+00');
-- before
CREATE TABLE t (id int PRIMARY KEY, at timestamp NOT NULL DEFAULT now(), d date, e timestamptz(6));
CREATE INDEX t_at ON t (at);
-- after
CREATE TABLE t (id int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), d timestamp, e timestamptz(0));
CREATE INDEX t_at ON t (at);
