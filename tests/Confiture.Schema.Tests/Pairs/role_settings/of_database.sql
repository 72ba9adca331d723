-- Settings of the database itself are set and changed.
-- before
DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'UTC');
    EXECUTE format('ALTER DATABASE %I SET "app.mode" = %L', current_database(), 'old');
END $$;
-- after
DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'Europe/Paris');
    EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
END $$;
