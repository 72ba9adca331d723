-- Unnamed checks get numbered names; the first of them goes, so the numbers shift.
-- before
CREATE TABLE c (a int CHECK (a > 0) CHECK (a < 10) CHECK (a <> 5));
-- after
CREATE TABLE c (a int CHECK (a < 10) CHECK (a <> 5));
