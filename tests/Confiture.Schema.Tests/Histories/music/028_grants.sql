-- Who may do what, written down anew.
REVOKE DELETE ON ALL TABLES IN SCHEMA link FROM app_writer;
REVOKE ALL ON editing.editor FROM app_writer;
GRANT SELECT (id, name, email), UPDATE (email, bio, time_zone) ON editing.editor TO app_writer;
GRANT EXECUTE ON FUNCTION editing.close_edit(bigint, editing.edit_state) TO app_writer WITH GRANT OPTION;
REVOKE USAGE ON TYPE partial_date FROM PUBLIC;
GRANT USAGE ON TYPE partial_date TO app_reader, app_writer;
GRANT USAGE ON LANGUAGE plpgsql TO bob WITH GRANT OPTION;
GRANT TRIGGER, REFERENCES ON performer TO alice;
GRANT USAGE ON SCHEMA counts TO PUBLIC;
