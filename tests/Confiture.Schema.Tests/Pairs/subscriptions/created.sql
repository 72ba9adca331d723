-- A subscription without connection appears.
-- refused: there
-- before
-- after
CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION p, q WITH (connect = false, slot_name = NONE);
COMMENT ON SUBSCRIPTION s IS 'from afar';
