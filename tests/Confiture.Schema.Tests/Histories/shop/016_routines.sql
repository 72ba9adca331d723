-- A routine becomes a procedure, an aggregate gets a separator, order totals take discounts into account.
DROP PROCEDURE admin.purge_sessions(interval);
CREATE FUNCTION admin.purge_sessions(older interval DEFAULT '30 days', OUT sessions bigint, OUT carts bigint) LANGUAGE plpgsql AS $$
BEGIN
    WITH gone AS (DELETE FROM crm.customer_session WHERE expires_at < now() - older RETURNING 1) SELECT count(*) INTO sessions FROM gone;
    WITH gone AS (DELETE FROM sales.cart WHERE state = 'abandoned' AND created_at < now() - older RETURNING 1) SELECT count(*) INTO carts FROM gone;
END $$;
DROP AGGREGATE catalog.first_text(text);
CREATE FUNCTION catalog.join_text(state text, value text, separator text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE WHEN state = '' THEN value ELSE state || separator || value END $$;
CREATE AGGREGATE catalog.joined(text, text) (SFUNC = catalog.join_text, STYPE = text, INITCOND = '', PARALLEL = SAFE);
CREATE OR REPLACE FUNCTION sales.order_total(order_id bigint) RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC SELECT coalesce(sum(i.quantity * i.unit_price - i.discount), 0) - coalesce((SELECT sum(d.amount) FROM sales.order_discount d WHERE d.order_id = order_total.order_id), 0) FROM sales.order_item i WHERE i.order_id = order_total.order_id; END;
CREATE PROCEDURE sales.cancel(order_id bigint, reason text DEFAULT NULL) LANGUAGE plpgsql AS $$ BEGIN UPDATE sales.sales_order SET state = 'cancelled', note = coalesce(reason, note) WHERE id = order_id; END $$;
