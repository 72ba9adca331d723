-- Options, version, type, owner and grants of servers change.
-- both
CREATE FOREIGN DATA WRAPPER w;
-- before
CREATE SERVER s TYPE 'oracle' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'a', port '1');
GRANT USAGE ON FOREIGN SERVER s TO app_reader;
-- after
CREATE SERVER s TYPE 'oracle' VERSION '2' FOREIGN DATA WRAPPER w OPTIONS (host 'b', db 'x');
ALTER SERVER s OWNER TO owner_role;
GRANT USAGE ON FOREIGN SERVER s TO app_writer WITH GRANT OPTION;
COMMENT ON SERVER s IS 'far';
