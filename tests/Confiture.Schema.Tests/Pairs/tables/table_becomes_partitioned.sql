-- A plain table becomes a partitioned one of the same name, with its indexes and a view on it.
-- before
CREATE TABLE event (id bigint NOT NULL, at timestamptz NOT NULL, kind text, PRIMARY KEY (id, at));
CREATE INDEX event_kind_idx ON event (kind);
CREATE VIEW latest AS SELECT id, at FROM event ORDER BY at DESC LIMIT 10;
-- after
CREATE TABLE event (id bigint NOT NULL, at timestamptz NOT NULL, kind text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
CREATE INDEX event_kind_idx ON event (kind);
CREATE VIEW latest AS SELECT id, at FROM event ORDER BY at DESC LIMIT 10;
