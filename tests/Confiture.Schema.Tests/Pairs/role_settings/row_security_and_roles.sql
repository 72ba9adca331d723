-- Settings that change what a session may see are set for two roles.
-- before
DO $$ BEGIN
    EXECUTE format('ALTER ROLE alice IN DATABASE %I SET default_transaction_read_only = on', current_database());
END $$;
-- after
DO $$ BEGIN
    EXECUTE format('ALTER ROLE alice IN DATABASE %I SET row_security = off', current_database());
    EXECUTE format('ALTER ROLE app_reader IN DATABASE %I SET default_transaction_read_only = on', current_database());
    EXECUTE format('ALTER ROLE app_reader IN DATABASE %I SET "app.tenant" = %L', current_database(), '7');
END $$;
