-- Columns of a partitioned table change their types, on two levels, with keys, indexes, checks, foreign keys and a view around them.
-- confiture-data
-- rows
INSERT INTO devices VALUES (1, 'a'), (2, 'b');
INSERT INTO readings (id, device_id, day, value, note) SELECT i, 1 + i % 2, i % 30, i * 1.5, 'n' || i FROM generate_series(1, 60) i;
INSERT INTO alarms VALUES (1, 7, 7), (2, 12, 12);
-- before
CREATE TABLE devices (id int PRIMARY KEY, name text);
CREATE TABLE readings (
    id int NOT NULL, device_id int NOT NULL REFERENCES devices, day int NOT NULL, value numeric(10,2) DEFAULT 0, note varchar(20),
    PRIMARY KEY (id, day), CONSTRAINT value_known CHECK (value >= 0), UNIQUE (day, id, device_id)
) PARTITION BY RANGE (day);
CREATE TABLE readings_1 PARTITION OF readings FOR VALUES FROM (0) TO (10);
CREATE TABLE readings_2 PARTITION OF readings FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (day);
CREATE TABLE readings_2a PARTITION OF readings_2 FOR VALUES FROM (10) TO (15);
CREATE TABLE readings_2b PARTITION OF readings_2 DEFAULT;
CREATE TABLE readings_rest PARTITION OF readings DEFAULT;
ALTER TABLE readings_1 ADD CONSTRAINT small CHECK (value < 1000);
CREATE INDEX readings_device ON readings (device_id, value DESC);
CREATE INDEX readings_1_value ON readings_1 (value) WHERE value > 5;
CREATE TABLE alarms (id int, reading_id int, day int, FOREIGN KEY (reading_id, day) REFERENCES readings ON DELETE CASCADE);
CREATE VIEW high AS SELECT id, value FROM readings WHERE value > 10;
COMMENT ON COLUMN readings.value IS 'what was read';
-- after
CREATE TABLE devices (id bigint PRIMARY KEY, name text);
CREATE TABLE readings (
    id bigint NOT NULL, device_id bigint NOT NULL REFERENCES devices, day int NOT NULL, value double precision DEFAULT 0, note varchar(20),
    PRIMARY KEY (id, day), CONSTRAINT value_known CHECK (value >= 0), UNIQUE (day, id, device_id)
) PARTITION BY RANGE (day);
CREATE TABLE readings_1 PARTITION OF readings FOR VALUES FROM (0) TO (10);
CREATE TABLE readings_2 PARTITION OF readings FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (day);
CREATE TABLE readings_2a PARTITION OF readings_2 FOR VALUES FROM (10) TO (15);
CREATE TABLE readings_2b PARTITION OF readings_2 DEFAULT;
CREATE TABLE readings_rest PARTITION OF readings DEFAULT;
ALTER TABLE readings_1 ADD CONSTRAINT small CHECK (value < 1000);
CREATE INDEX readings_device ON readings (device_id, value DESC);
CREATE INDEX readings_1_value ON readings_1 (value) WHERE value > 5;
CREATE TABLE alarms (id int, reading_id bigint, day int, FOREIGN KEY (reading_id, day) REFERENCES readings ON DELETE CASCADE);
CREATE VIEW high AS SELECT id, value FROM readings WHERE value > 10;
COMMENT ON COLUMN readings.value IS 'what was read';
