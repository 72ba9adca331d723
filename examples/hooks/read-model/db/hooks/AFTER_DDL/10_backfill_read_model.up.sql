-- Fills the read model in the transaction that creates or changes it, and passes the number of rows on.
DO $$
DECLARE
    context jsonb := current_setting('confiture.context');
    filled bigint;
BEGIN
    IF context #>> '{migration,name}' NOT LIKE '%order_read_model%' THEN
        RETURN;
    END IF;
    INSERT INTO tv_order (pk_order, data)
    SELECT o.pk_order, jsonb_build_object('customer', o.customer, 'total', coalesce(sum(l.amount), 0))
    FROM tb_order o
    LEFT JOIN tb_order_line l ON l.fk_order = o.pk_order
    GROUP BY o.pk_order
    ON CONFLICT (pk_order) DO UPDATE SET data = excluded.data;
    GET DIAGNOSTICS filled = ROW_COUNT;
    PERFORM set_config('confiture.context', jsonb_set(context, '{values,filled}', to_jsonb(filled))::text, true);
END
$$;
