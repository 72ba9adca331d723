-- Blank-padded columns become text, under a check and a unique key.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 'eur'), (2, 'us');
-- before
CREATE TABLE t (id int PRIMARY KEY, iso char(3) NOT NULL CHECK (iso <> ''), CONSTRAINT t_iso UNIQUE (iso));
-- after
CREATE TABLE t (id int PRIMARY KEY, iso text NOT NULL CHECK (iso <> ''), CONSTRAINT t_iso UNIQUE (iso));
