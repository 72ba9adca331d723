-- One audit function for everything that staff change.
CREATE FUNCTION admin.audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = admin, pg_temp AS $$
BEGIN
    INSERT INTO audit_entry (action, entity, entity_key, before, after)
    VALUES (TG_OP, TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, TG_ARGV[0], CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION admin.audit() FROM PUBLIC;
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON pricing.price_list FOR EACH ROW EXECUTE FUNCTION admin.audit('id');
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON pricing.discount FOR EACH ROW EXECUTE FUNCTION admin.audit('id');
CREATE TRIGGER audit AFTER UPDATE OR DELETE ON admin.staff FOR EACH ROW EXECUTE FUNCTION admin.audit('id');
CREATE TRIGGER audit AFTER UPDATE OF value ON admin.setting FOR EACH ROW WHEN (OLD.value IS DISTINCT FROM NEW.value) EXECUTE FUNCTION admin.audit('key');
CREATE INDEX audit_entry_entity_idx ON admin.audit_entry (entity, entity_key, at DESC);
CREATE INDEX audit_entry_at_idx ON admin.audit_entry USING brin (at) WITH (pages_per_range = 64);
