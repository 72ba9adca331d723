CREATE OR REPLACE TEMP RECURSIVE VIEW countdown (n) AS VALUES (10) UNION ALL SELECT n - 1 FROM countdown WHERE n > 0;
CREATE VIEW shop.v_customer WITH (security_barrier, check_option = local, security_invoker = true) AS
SELECT
    c.id,
    c.pk,
    jsonb_build_object(
        'id', c.pk,
        'name', c.name, -- shown; everywhere
        'orders', coalesce(
            (
                SELECT jsonb_agg(
                    jsonb_build_object('id', o.id, 'total', o.total, 'note;', o.note)
                    ORDER BY o.placed_at DESC
                ) FILTER (WHERE o.state <> 'new')
                FROM shop."order" AS o
                WHERE o.customer_id = c.id
            ),
            '[]'::jsonb /* none; */
        )
    ) AS data
FROM shop.customer AS c
WITH CASCADED CHECK OPTION;
CREATE MATERIALIZED VIEW IF NOT EXISTS shop.mv_sales
USING heap
WITH (fillfactor = 90)
TABLESPACE pg_default
AS
SELECT
    date_trunc('month', o.placed_at) AS month,
    c.address,
    CASE
        WHEN sum(o.total) > 1000 THEN 'big;'
        WHEN sum(o.total) BETWEEN 10 AND 1000 THEN CASE WHEN count(*) > 1 THEN 'many;' ELSE 'one;' END
        ELSE E'small\';'
    END AS kind,
    sum(o.total) AS total
FROM shop."order" o
JOIN shop.customer c ON c.id = o.customer_id
GROUP BY 1, 2
WITH NO DATA;
CREATE UNIQUE INDEX ON shop.mv_sales (month, kind);
REFRESH MATERIALIZED VIEW CONCURRENTLY shop.mv_sales WITH DATA;
ALTER VIEW IF EXISTS shop.v_customer ALTER COLUMN id SET DEFAULT 1;
ALTER MATERIALIZED VIEW shop.mv_sales SET (autovacuum_enabled = false);
ALTER VIEW shop.v_customer SET SCHEMA public; DROP VIEW public.v_customer, "a;b" RESTRICT;
CREATE FUNCTION refresh_all() RETURNS void LANGUAGE plpgsql AS '
BEGIN
    EXECUTE ''REFRESH MATERIALIZED VIEW shop.mv_sales; SELECT '''';'''''';
END';
CREATE AGGREGATE shop.first_of (ORDER BY anyelement) (SFUNC = f, STYPE = internal, FINALFUNC = g, HYPOTHETICAL);
CREATE AGGREGATE shop.concat_all (text) (
    SFUNC = textcat,
    STYPE = text,
    INITCOND = ';',
    SORTOP = OPERATOR(pg_catalog.<),
    PARALLEL = SAFE
);
CREATE TYPE shop.complex (
    INPUT = complex_in,
    OUTPUT = complex_out,
    INTERNALLENGTH = 16,
    ALIGNMENT = double,
    DEFAULT = '(0;0)'
);
CREATE TYPE shop.shell;
CREATE TRANSFORM FOR hstore LANGUAGE plpython3u (FROM SQL WITH FUNCTION a(internal), TO SQL WITH FUNCTION b(internal));
CREATE OR REPLACE TRUSTED LANGUAGE plx HANDLER plx_call_handler VALIDATOR plx_validator;
DROP TYPE IF EXISTS shop.complex, shop.shell CASCADE; DROP AGGREGATE shop.concat_all (text);
DROP AGGREGATE shop.first_of (ORDER BY anyelement);
DROP FUNCTION refresh_all; DROP ROUTINE IF EXISTS a(int), b; DROP OWNED BY CURRENT_USER;
ALTER TYPE address ADD ATTRIBUTE "coun;try" text CASCADE, DROP ATTRIBUTE zip, ALTER ATTRIBUTE city TYPE varchar(20);
ALTER TYPE order_state RENAME VALUE 'paid;' TO 'settled;'; ALTER DOMAIN email DROP CONSTRAINT email_length;
ALTER DOMAIN email ADD CONSTRAINT c CHECK (VALUE <> ';') NOT VALID; ALTER DOMAIN email SET DEFAULT 'a@b;c';
