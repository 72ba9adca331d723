-- A new year, and the oldest changes are kept as a table of their own.
CREATE TABLE statistics.change_2026 PARTITION OF statistics.change FOR VALUES FROM ('2026-01-01 00:00+00') TO ('2027-01-01 00:00+00') PARTITION BY HASH (id);
CREATE TABLE statistics.change_2026_even PARTITION OF statistics.change_2026 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE statistics.change_2026_odd PARTITION OF statistics.change_2026 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
ALTER TABLE statistics.change DETACH PARTITION statistics.change_2024;
CREATE INDEX change_entity_idx ON statistics.change (entity, entity_id);
