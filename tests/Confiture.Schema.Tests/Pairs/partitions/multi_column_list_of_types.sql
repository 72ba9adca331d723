-- Bounds are dates, enums, booleans and uuids.
-- both
CREATE TYPE lvl AS ENUM ('lo', 'hi');
-- before
CREATE TABLE by_enum (l lvl) PARTITION BY LIST (l);
CREATE TABLE by_enum_lo PARTITION OF by_enum FOR VALUES IN ('lo');
CREATE TABLE by_bool (b boolean) PARTITION BY LIST (b);
CREATE TABLE by_bool_t PARTITION OF by_bool FOR VALUES IN (true);
-- after
CREATE TABLE by_enum (l lvl) PARTITION BY LIST (l);
CREATE TABLE by_enum_lo PARTITION OF by_enum FOR VALUES IN ('lo', 'hi');
CREATE TABLE by_bool (b boolean) PARTITION BY LIST (b);
CREATE TABLE by_bool_t PARTITION OF by_bool FOR VALUES IN (true, NULL);
CREATE TABLE by_bool_f PARTITION OF by_bool FOR VALUES IN (false);
CREATE TABLE by_uuid (u uuid, at timestamptz) PARTITION BY RANGE (u, at);
CREATE TABLE by_uuid_1 PARTITION OF by_uuid FOR VALUES FROM ('00000000-0000-0000-0000-000000000000', '2024-01-01 00:00+00') TO ('80000000-0000-0000-0000-000000000000', MAXVALUE);
