-- Invoices are never deleted, and changes of the schema are noted.
CREATE RULE no_delete AS ON DELETE TO sales.invoice DO INSTEAD NOTHING;
CREATE RULE cancel_instead AS ON DELETE TO sales.invoice_line WHERE OLD.item_id IS NOT NULL DO INSTEAD UPDATE sales.invoice_line SET quantity = 0 WHERE invoice_line.id = OLD.id;
CREATE TABLE admin.schema_change (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), who text NOT NULL DEFAULT current_user, command text NOT NULL);
CREATE FUNCTION admin.note_schema_change() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF to_regclass('admin.schema_change') IS NOT NULL THEN
        EXECUTE 'INSERT INTO admin.schema_change (command) VALUES ($1)' USING tg_tag;
    END IF;
END $$;
CREATE EVENT TRIGGER note_schema_change ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE', 'DROP TABLE') EXECUTE FUNCTION admin.note_schema_change();
COMMENT ON RULE no_delete ON sales.invoice IS 'The law says so';
