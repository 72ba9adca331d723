-- Each part of the service belongs to the role that deploys it.
ALTER SCHEMA billing OWNER TO owner_role;
ALTER TABLE billing.invoice OWNER TO owner_role;
ALTER TABLE billing.usage_record OWNER TO owner_role;
ALTER TABLE billing.usage_record_2025_q1 OWNER TO owner_role;
ALTER VIEW billing.unpaid OWNER TO owner_role;
ALTER MATERIALIZED VIEW billing.monthly_usage OWNER TO owner_role;
ALTER TYPE core.tenant_state OWNER TO owner_role;
ALTER FUNCTION auth.has_permission(text) OWNER TO owner_role;
ALTER PROCEDURE ops.apply_retention() OWNER TO bob;
ALTER STATISTICS work.ticket_columns OWNER TO bob;
GRANT USAGE ON SCHEMA auth, core TO owner_role;
GRANT SELECT ON auth.membership, auth.member_role, auth.role_permission TO owner_role WITH GRANT OPTION;
