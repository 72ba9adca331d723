-- A subscription uses two-phase commit, which cannot be changed without replacement before 18.
-- since: 15
-- refused: there, back
-- before
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
-- after
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE, two_phase = true);
