-- Storage parameters are added, changed and reset, on the table and on its toast table.
-- before
CREATE TABLE log (id int, body text)
    WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_vacuum_threshold = 900);
-- after
CREATE TABLE log (id int, body text)
    WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05, toast_tuple_target = 256, toast.autovacuum_enabled = false);
