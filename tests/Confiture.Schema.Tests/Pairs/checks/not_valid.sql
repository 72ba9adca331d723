-- A check is not valid on one side and valid on the other, in both directions.
-- before
CREATE TABLE c (v int, w int);
ALTER TABLE c ADD CONSTRAINT v_check CHECK (v > 0) NOT VALID;
ALTER TABLE c ADD CONSTRAINT w_check CHECK (w > 0);
-- after
CREATE TABLE c (v int, w int);
ALTER TABLE c ADD CONSTRAINT v_check CHECK (v > 0);
ALTER TABLE c ADD CONSTRAINT w_check CHECK (w > 0) NOT VALID;
