-- A subscription is handed to a role that is no superuser.
-- since: 16
-- both
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE, password_required = false);
-- before
-- after
ALTER SUBSCRIPTION s OWNER TO alice;
