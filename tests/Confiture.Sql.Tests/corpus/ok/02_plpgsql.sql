CREATE OR REPLACE FUNCTION shop.total_of(p_customer bigint, OUT total numeric, INOUT cur text DEFAULT 'EUR;')
RETURNS record
LANGUAGE plpgsql
STABLE STRICT PARALLEL SAFE
SET search_path = shop, pg_temp
SET work_mem TO '64MB'
AS $function$
DECLARE
    r      record;
    v_sql  text := $q$SELECT sum(total) FROM "order" WHERE customer_id = $1; -- not an end$q$;
    v_name text := E'it\'s; $function';
BEGIN
    -- a comment with an apostrophe: it's
    EXECUTE v_sql INTO total USING p_customer;
    FOR r IN SELECT * FROM "order" o WHERE o.customer_id = p_customer LOOP
        IF r.state = 'new' THEN
            RAISE NOTICE 'order % of %; still new', r.id, p_customer;
        ELSIF r.state::text LIKE '%$function%' THEN
            CONTINUE;
        ELSE
            PERFORM pg_notify('orders;', json_build_object('id', r.id)::text);
        END IF;
    END LOOP;
EXCEPTION
    WHEN division_by_zero OR SQLSTATE '22012' THEN
        total := 0;
    WHEN OTHERS THEN
        RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = format($m$cannot sum %L; %s$m$, p_customer, SQLERRM);
END;
$function$;

CREATE FUNCTION nested() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE $a$
        CREATE FUNCTION inner_one() RETURNS text LANGUAGE plpgsql AS $b$
        BEGIN
            EXECUTE $c$ SELECT $d$deep; $e$ not closed $d$; $c$;
            RETURN $x$ $a $b $c $x$;
        END
        $b$;
    $a$;
END
$$;

DO $do$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['a;', 'b''', $$c$$, E'd\''] LOOP
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I (id int); COMMENT ON TABLE %1$I IS %L', t, t || ';');
    END LOOP;
END
$do$ LANGUAGE plpgsql;

DO LANGUAGE plpgsql 'BEGIN RAISE NOTICE ''one; two''; END';
DO $$BEGIN NULL; END$$;
DO $_$BEGIN NULL; END$_$;
DO $été$BEGIN PERFORM 'été$ete$'; END$été$;
DO $BEGIN$ BEGIN COMMIT; END; $BEGIN$;
DO $a1_b2$ BEGIN /* $a1_b$ $a1_b2 */ NULL; END $a1_b2$;

CREATE FUNCTION old_style(integer, text) RETURNS integer AS '
DECLARE
    n integer := $1; -- semicolons; in the old style
BEGIN
    IF $2 = ''it''''s;'' THEN
        RETURN n;
    END IF;
    RETURN -1;
END;
' LANGUAGE 'plpgsql' VOLATILE;

CREATE FUNCTION in_sql(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + b;
CREATE FUNCTION in_c(cstring) RETURNS widget AS '$libdir/widget', 'widget_in' LANGUAGE C IMMUTABLE STRICT;
CREATE FUNCTION table_of(n int) RETURNS TABLE (i int, j text) LANGUAGE sql ROWS 10 COST 5 AS
$$ SELECT g, 'x;' FROM generate_series(1, n) g; $$;
CREATE FUNCTION many(VARIADIC xs anyarray) RETURNS SETOF anyelement LANGUAGE sql AS $$ SELECT unnest(xs); $$;
CREATE OR REPLACE PROCEDURE move_all(INOUT moved bigint, batch integer = 1000)
LANGUAGE plpgsql SECURITY DEFINER AS $procedure$
<<outer_loop>>
DECLARE
    got integer;
    cur CURSOR (k integer) FOR SELECT id FROM "order" WHERE id > k ORDER BY 1;
BEGIN
    LOOP
        WITH moved_rows AS (
            DELETE FROM "order" WHERE id IN (SELECT id FROM "order" LIMIT batch FOR UPDATE SKIP LOCKED) RETURNING *
        )
        INSERT INTO archive SELECT * FROM moved_rows;
        GET DIAGNOSTICS got = ROW_COUNT;
        moved := moved + got;
        EXIT outer_loop WHEN got = 0;
        COMMIT;
    END LOOP outer_loop;
    FOR i IN REVERSE 10..1 BY 2 LOOP
        RAISE DEBUG 'i = %', i;
    END LOOP;
END
$procedure$;
CALL move_all(0, batch => 500);
CALL move_all(moved => 0);

CREATE FUNCTION dollar_in_name() RETURNS int LANGUAGE sql AS $$SELECT 1$$;
CREATE TABLE a$b$c (d$ int, e$$f int, _$1 int);
SELECT a$b$c.d$, e$$f, _$1 FROM a$b$c;
SELECT d$$ FROM (SELECT 1 AS d$$) AS x$y$;
ALTER FUNCTION shop.total_of(bigint, text) OWNER TO CURRENT_USER;
ALTER FUNCTION in_sql(int, int) SET search_path FROM CURRENT;
COMMENT ON FUNCTION in_sql(int, int) IS 'adds; nothing more';
DROP FUNCTION IF EXISTS nested(), in_sql(int, int), table_of CASCADE;
DROP PROCEDURE IF EXISTS move_all(bigint, integer);

-- a trigger function that reads like a script
CREATE OR REPLACE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $audit$
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            INSERT INTO log (op, row_data) VALUES ('I', to_jsonb(NEW));
        WHEN 'UPDATE' THEN
            INSERT INTO log (op, row_data) VALUES ('U', jsonb_build_object('old', OLD, 'new', NEW));
        ELSE
            INSERT INTO log (op, row_data) VALUES ('D', to_jsonb(OLD));
    END CASE;
    RETURN NULL;
END;
$audit$;
CREATE TRIGGER audit_customer AFTER INSERT OR UPDATE OF name, mail OR DELETE ON customer
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit('a;', 'b', 3);
CREATE TRIGGER truncate_customer BEFORE TRUNCATE ON customer FOR EACH STATEMENT EXECUTE PROCEDURE audit();
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON "order" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit();
CREATE TRIGGER with_tables AFTER UPDATE ON customer
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS "new;rows"
    FOR EACH STATEMENT EXECUTE FUNCTION audit();
CREATE OR REPLACE TRIGGER of_view INSTEAD OF DELETE ON customer_view FOR EACH ROW EXECUTE FUNCTION audit();
ALTER TABLE customer DISABLE TRIGGER audit_customer;
CREATE EVENT TRIGGER no_drop ON sql_drop WHEN TAG IN ('DROP TABLE', 'DROP;SCHEMA') EXECUTE FUNCTION refuse_drop();
DROP TRIGGER late ON "order";
