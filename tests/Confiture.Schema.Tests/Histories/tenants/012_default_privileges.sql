-- What is made later is readable at once.
ALTER DEFAULT PRIVILEGES IN SCHEMA work, docs, chat GRANT SELECT ON TABLES TO app_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA work, docs, chat GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA work GRANT USAGE ON SEQUENCES TO app_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE owner_role REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
DO $$ BEGIN
    EXECUTE format('ALTER ROLE app_reader IN DATABASE %I SET statement_timeout = %L', current_database(), '10s');
    EXECUTE format('ALTER DATABASE %I SET "app.support" = %L', current_database(), 'off');
END $$;
CREATE TABLE work.ticket_template_use (tenant_id integer NOT NULL REFERENCES core.tenant, ticket_id bigint NOT NULL, template_id bigint NOT NULL, PRIMARY KEY (tenant_id, ticket_id));
