-- A check of the same name gets another expression.
-- confiture-data
-- rows
INSERT INTO c VALUES (1), (50), (NULL);
-- before
CREATE TABLE c (v int, CONSTRAINT v_range CHECK (v > 0));
-- after
CREATE TABLE c (v int, CONSTRAINT v_range CHECK (v > 0 AND v < 100));
