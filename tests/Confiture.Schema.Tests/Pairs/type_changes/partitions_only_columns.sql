-- Columns of a partitioned table that nothing points to change their types; an enum that they hold loses a value.
-- confiture-data
-- rows
INSERT INTO visits (id, day, seen, mood, moods) SELECT i, i % 20, i, 'good', '{good,bad}' FROM generate_series(1, 40) i;
-- before
CREATE TYPE mood AS ENUM ('good', 'bad', 'none');
CREATE TABLE visits (id int NOT NULL, day int, seen int NOT NULL, mood mood DEFAULT 'good', moods mood[], PRIMARY KEY (id, day)) PARTITION BY HASH (day);
CREATE TABLE visits_0 PARTITION OF visits FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE visits_1 PARTITION OF visits FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX visits_seen ON visits (seen) INCLUDE (id);
CREATE INDEX visits_mood ON visits_1 (mood);
-- after
CREATE TYPE mood AS ENUM ('bad', 'good');
CREATE TABLE visits (id bigint NOT NULL, day int, seen bigint NOT NULL, mood mood DEFAULT 'good', moods mood[], PRIMARY KEY (id, day)) PARTITION BY HASH (day);
CREATE TABLE visits_0 PARTITION OF visits FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE visits_1 PARTITION OF visits FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX visits_seen ON visits (seen) INCLUDE (id);
CREATE INDEX visits_mood ON visits_1 (mood);
