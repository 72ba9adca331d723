-- What the payments are worth before the migration.
DO $$
DECLARE
    context jsonb := current_setting('confiture.context');
    worth numeric;
BEGIN
    IF context #>> '{migration,name}' NOT LIKE '%payments%' THEN
        RETURN;
    END IF;
    IF context ->> 'direction' = 'up' THEN
        SELECT coalesce(sum(amount), 0) INTO worth FROM payment;
    ELSE
        SELECT coalesce(sum(cents), 0) / 100.0 INTO worth FROM payment;
    END IF;
    PERFORM set_config('confiture.context', jsonb_set(context, '{values,worth}', to_jsonb(worth))::text, true);
END
$$;
