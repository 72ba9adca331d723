-- Time defaults differ in function, precision and zone.
-- before
CREATE TABLE t (a timestamp DEFAULT now(), b timestamptz DEFAULT CURRENT_TIMESTAMP(3), c time DEFAULT LOCALTIME, d timestamp DEFAULT timezone('utc', now()));
-- after
CREATE TABLE t (a timestamp DEFAULT LOCALTIMESTAMP, b timestamptz DEFAULT CURRENT_TIMESTAMP, c time DEFAULT LOCALTIME(0), d timestamp DEFAULT (now() AT TIME ZONE 'Europe/Berlin'));
