-- Credits have a gid and count their uses in a trigger.
ALTER TABLE performer_credit ADD COLUMN gid gid NOT NULL DEFAULT gen_random_uuid(), ADD CONSTRAINT performer_credit_gid_key UNIQUE (gid);
CREATE FUNCTION credit_uses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE performer_credit SET uses = uses - 1 WHERE id = OLD.credit_id; END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE performer_credit SET uses = uses + 1 WHERE id = NEW.credit_id; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_uses AFTER INSERT OR DELETE OR UPDATE OF credit_id ON recording FOR EACH ROW EXECUTE FUNCTION credit_uses();
CREATE TRIGGER credit_uses AFTER INSERT OR DELETE OR UPDATE OF credit_id ON release FOR EACH ROW EXECUTE FUNCTION credit_uses();
CREATE TRIGGER credit_uses AFTER INSERT OR DELETE OR UPDATE OF credit_id ON track FOR EACH ROW EXECUTE FUNCTION credit_uses();
ALTER TABLE performer_credit ADD CONSTRAINT performer_credit_parts_check CHECK (parts > 0);
