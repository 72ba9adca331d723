-- Settings of roles in this database are set, changed and reset.
-- before
DO $$ BEGIN
    EXECUTE format('ALTER ROLE alice IN DATABASE %I SET work_mem = %L', current_database(), '8MB');
    EXECUTE format('ALTER ROLE alice IN DATABASE %I SET search_path = a, public', current_database());
END $$;
-- after
DO $$ BEGIN
    EXECUTE format('ALTER ROLE alice IN DATABASE %I SET work_mem = %L', current_database(), '16MB');
    EXECUTE format('ALTER ROLE bob IN DATABASE %I SET statement_timeout = %L', current_database(), '5s');
END $$;
