-- Who may read a document is decided by a function in the policy.
CREATE FUNCTION docs.may(tenant integer, document bigint, wanted docs.access_level) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = docs, auth, pg_temp BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM docs.document_permission p JOIN auth.membership m ON (m.tenant_id, m.id) = (p.tenant_id, p.member_id) WHERE p.tenant_id = tenant AND p.document_id = document AND p.level >= wanted AND m.account_id = core.current_account());
END;
DROP POLICY same_tenant ON docs.document;
CREATE POLICY readable ON docs.document FOR SELECT TO app_reader, app_writer USING (tenant_id = core.current_tenant() AND docs.may(tenant_id, id, 'read'));
CREATE POLICY writable ON docs.document FOR UPDATE TO app_writer USING (tenant_id = core.current_tenant() AND docs.may(tenant_id, id, 'write'));
CREATE POLICY creatable ON docs.document FOR INSERT TO app_writer WITH CHECK (tenant_id = core.current_tenant());
ALTER TABLE docs.document FORCE ROW LEVEL SECURITY;
