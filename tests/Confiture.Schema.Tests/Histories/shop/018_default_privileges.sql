-- New objects get their grants by themselves.
ALTER DEFAULT PRIVILEGES IN SCHEMA catalog, pricing, stock, shipping, content GRANT SELECT ON TABLES TO app_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA catalog, pricing, crm, sales, stock, shipping, content GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA crm, sales GRANT USAGE ON SEQUENCES TO app_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE owner_role REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
DO $$ BEGIN
    EXECUTE format('ALTER ROLE app_reader IN DATABASE %I SET default_transaction_read_only = on', current_database());
    EXECUTE format('ALTER ROLE app_writer IN DATABASE %I SET lock_timeout = %L', current_database(), '2s');
END $$;
CREATE TABLE catalog.product_label (product_id bigint NOT NULL REFERENCES catalog.product ON DELETE CASCADE, label text NOT NULL, until date, PRIMARY KEY (product_id, label));
