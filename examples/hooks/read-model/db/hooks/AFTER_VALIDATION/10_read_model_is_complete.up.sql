-- Every order is in the read model, or the migration is rolled back.
DO $$
DECLARE
    filled bigint := current_setting('confiture.context')::jsonb #>> '{values,filled}';
    orders bigint;
BEGIN
    SELECT count(*) INTO orders FROM tb_order;
    IF filled <> orders THEN
        RAISE EXCEPTION 'the read model has % of % orders', filled, orders;
    END IF;
END
$$;
