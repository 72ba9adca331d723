-- They must be worth the same after it, or it is rolled back.
DO $$
DECLARE
    context jsonb := current_setting('confiture.context');
    before_it numeric := context #>> '{values,worth}';
    after_it numeric;
BEGIN
    IF context #>> '{migration,name}' NOT LIKE '%payments%' THEN
        RETURN;
    END IF;
    IF context ->> 'direction' = 'up' THEN
        SELECT coalesce(sum(cents), 0) / 100.0 INTO after_it FROM payment;
    ELSE
        SELECT coalesce(sum(amount), 0) INTO after_it FROM payment;
    END IF;
    IF after_it <> before_it THEN
        RAISE EXCEPTION 'payments were worth %, and would be worth %', before_it, after_it;
    END IF;
END
$$;
