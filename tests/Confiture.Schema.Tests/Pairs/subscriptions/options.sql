-- Publications and options of a subscription change.
-- before
CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION p, q WITH (connect = false, slot_name = NONE, binary = true, synchronous_commit = 'local');
-- after
CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION q, r WITH (connect = false, slot_name = 'other_slot', streaming = on, synchronous_commit = 'remote_apply');
