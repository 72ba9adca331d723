-- Generated columns and indexes call a function whose return type changes, on a partitioned table.
-- before
CREATE FUNCTION bucket(ts timestamp) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT extract(hour FROM ts)::int';
CREATE TABLE m (k int, at timestamp, b int GENERATED ALWAYS AS (bucket(at)) STORED) PARTITION BY LIST (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE INDEX m_b ON m (bucket(at), b);
-- after
CREATE FUNCTION bucket(ts timestamp) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT extract(hour FROM ts)::bigint';
CREATE TABLE m (k int, at timestamp, b bigint GENERATED ALWAYS AS (bucket(at)) STORED) PARTITION BY LIST (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE INDEX m_b ON m (bucket(at), b);
