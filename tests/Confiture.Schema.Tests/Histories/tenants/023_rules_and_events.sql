-- Closed invoices stay as they are, and changes of tables are watched.
CREATE RULE keep_paid AS ON UPDATE TO billing.invoice WHERE OLD.paid_at IS NOT NULL DO INSTEAD NOTHING;
CREATE RULE keep_all AS ON DELETE TO billing.invoice DO INSTEAD NOTHING;
CREATE FUNCTION core.check_tables() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE DEBUG 'changed: %', tg_tag; END $$;
CREATE EVENT TRIGGER check_tables ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'CREATE POLICY', 'ALTER POLICY') EXECUTE FUNCTION core.check_tables();
ALTER EVENT TRIGGER check_tables ENABLE ALWAYS;
