-- Options of later versions change.
-- since: 16
-- before
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE, disable_on_error = true, origin = none);
-- after
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE, streaming = parallel, password_required = false, run_as_owner = true);
