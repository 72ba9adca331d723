-- Documents know their path and may not be their own parents.
ALTER TABLE docs.document ADD COLUMN path text NOT NULL DEFAULT '/', ADD CONSTRAINT document_not_own_parent CHECK (parent_id <> id);
CREATE FUNCTION docs.path_of(tenant integer, document bigint) RETURNS text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE up AS (SELECT d.parent_id, d.title AS path, 1 AS depth FROM docs.document d WHERE d.tenant_id = tenant AND d.id = document
        UNION ALL SELECT p.parent_id, p.title || '/' || up.path, up.depth + 1 FROM docs.document p JOIN up ON p.tenant_id = tenant AND p.id = up.parent_id WHERE up.depth < 50)
    SELECT '/' || path FROM up ORDER BY depth DESC LIMIT 1 $$;
CREATE FUNCTION docs.set_path() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.path := coalesce(docs.path_of(NEW.tenant_id, NEW.parent_id), '') || '/' || NEW.title; RETURN NEW; END $$;
CREATE TRIGGER path BEFORE INSERT OR UPDATE OF title, parent_id ON docs.document FOR EACH ROW EXECUTE FUNCTION docs.set_path();
CREATE INDEX document_path_idx ON docs.document (tenant_id, path text_pattern_ops);
