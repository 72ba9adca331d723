-- A tenanted table becomes partitioned with policies, grants, triggers and a publication.
-- since: 15
-- both
CREATE SCHEMA app AUTHORIZATION owner_role;
CREATE FUNCTION app.tenant() RETURNS int LANGUAGE sql STABLE AS $$ SELECT current_setting('app.tenant', true)::int $$;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;
-- before
CREATE TABLE app.item (tenant int NOT NULL DEFAULT app.tenant(), id int NOT NULL, v text, changed timestamptz, PRIMARY KEY (tenant, id));
ALTER TABLE app.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON app.item USING (tenant = app.tenant());
CREATE TRIGGER touch BEFORE UPDATE ON app.item FOR EACH ROW EXECUTE FUNCTION app.touch();
GRANT SELECT, INSERT ON app.item TO app_writer;
CREATE PUBLICATION items FOR TABLE app.item WHERE (tenant > 0);
-- after
CREATE TABLE app.item (tenant int NOT NULL DEFAULT app.tenant(), id int NOT NULL, v text, changed timestamptz, PRIMARY KEY (tenant, id)) PARTITION BY LIST (tenant);
CREATE TABLE app.item_1 PARTITION OF app.item FOR VALUES IN (1);
CREATE TABLE app.item_rest PARTITION OF app.item DEFAULT;
ALTER TABLE app.item ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.item FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON app.item TO app_writer USING (tenant = app.tenant()) WITH CHECK (tenant = app.tenant());
CREATE TRIGGER touch BEFORE UPDATE ON app.item FOR EACH ROW EXECUTE FUNCTION app.touch();
GRANT SELECT, INSERT, UPDATE ON app.item TO app_writer;
CREATE PUBLICATION items FOR TABLES IN SCHEMA app WITH (publish_via_partition_root = true);
