-- Settings have lists, quotes and empty values.
-- before
-- after
DO $$ BEGIN
    EXECUTE format('ALTER ROLE app_reader IN DATABASE %I SET search_path = %s', current_database(), '"$user", "Odd Schema", public');
    EXECUTE format('ALTER ROLE app_reader IN DATABASE %I SET search_path TO %L', current_database(), '');
    EXECUTE format('ALTER ROLE app_writer IN DATABASE %I SET "app.text" = %L', current_database(), 'it''s "quoted", \ and ; so on');
    EXECUTE format('ALTER ROLE app_writer IN DATABASE %I SET datestyle = iso, dmy', current_database());
END $$;
