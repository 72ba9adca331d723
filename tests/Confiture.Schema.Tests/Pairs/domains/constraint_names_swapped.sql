-- Two domain constraints exchange names, and one unnamed goes.
-- before
CREATE DOMAIN d AS int CONSTRAINT one CHECK (VALUE > 1) CONSTRAINT two CHECK (VALUE < 20) CHECK (VALUE <> 7);
-- after
CREATE DOMAIN d AS int CONSTRAINT one CHECK (VALUE < 20) CONSTRAINT two CHECK (VALUE > 1);
