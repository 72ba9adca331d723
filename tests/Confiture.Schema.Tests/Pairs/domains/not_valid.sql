-- A domain constraint is not valid on one side.
-- before
CREATE DOMAIN d AS int;
ALTER DOMAIN d ADD CONSTRAINT pos CHECK (VALUE > 0) NOT VALID;
-- after
CREATE DOMAIN d AS int CONSTRAINT pos CHECK (VALUE > 0);
