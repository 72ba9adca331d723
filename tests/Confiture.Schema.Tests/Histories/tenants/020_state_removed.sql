-- Trials are a plan now, not a state.
DROP VIEW auth.my_tenant;
ALTER TABLE core.tenant ALTER state DROP DEFAULT;
ALTER TYPE core.tenant_state RENAME TO tenant_state_old;
CREATE TYPE core.tenant_state AS ENUM ('active', 'read_only', 'suspended', 'closed');
ALTER TYPE core.tenant_state OWNER TO owner_role;
ALTER TABLE core.tenant ALTER state TYPE core.tenant_state USING CASE state WHEN 'trial' THEN 'active' ELSE state::text END::core.tenant_state;
ALTER TABLE core.tenant ALTER state SET DEFAULT 'active';
DROP TYPE core.tenant_state_old;
CREATE VIEW auth.my_tenant AS SELECT t.id, t.name, t.state AS tenant_state, m.state FROM core.tenant t JOIN auth.membership m ON m.tenant_id = t.id WHERE m.account_id = core.current_account();
GRANT SELECT ON auth.my_tenant TO app_reader, app_writer;
