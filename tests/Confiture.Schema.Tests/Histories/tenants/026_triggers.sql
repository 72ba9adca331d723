-- Conversations count their parts, audits are deferred, one trigger is off.
ALTER TABLE support.conversation ADD COLUMN parts integer NOT NULL DEFAULT 0;
CREATE FUNCTION support.count_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE support.conversation c SET parts = parts + n.parts FROM (SELECT tenant_id, conversation_id, count(*)::integer AS parts FROM fresh GROUP BY 1, 2) n WHERE (c.tenant_id, c.id) = (n.tenant_id, n.conversation_id);
    RETURN NULL;
END $$;
CREATE TRIGGER count_parts AFTER INSERT ON support.conversation_part REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION support.count_parts();
DROP TRIGGER audit ON auth.role;
CREATE CONSTRAINT TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON auth.role DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ops.audit();
ALTER TABLE auth.api_token DISABLE TRIGGER audit;
CREATE TRIGGER guard BEFORE INSERT ON billing.usage_record FOR EACH ROW WHEN (NEW.quantity < 0) EXECUTE FUNCTION suppress_redundant_updates_trigger();
