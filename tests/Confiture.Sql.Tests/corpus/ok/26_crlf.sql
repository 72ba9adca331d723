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
/* starts with a comment; */ -- and another; one
--
--;
---- ; --
/**/
/***/
/****/
/* * / */
/*/ still open; */
/* a */ SELECT 1 /* b; */ , /* c */ 2 -- d;
/* e */ ; /* f; */ -- g;
SELECT 1; -- on the same line; as the end
SELECT 2 /* inside; */; /* after; */ SELECT 3; /* after /* nested; */ that; */
/* one /* two /* three /* four /* five; */ four; */ three; */ two; */ one; */ SELECT 4;
/* /* */ /* */ /* /* */ */ ; */ SELECT 5;
/*/**/*/ SELECT 6;
/*/*/ */ ; */ SELECT 7;
/**//**//**/ SELECT 8 /**/;/**/
/* -- not a line comment */ SELECT 9;
-- /* not a block comment
SELECT 10;
-- */ nor its end
SELECT '/*' AS a, 11; -- '
SELECT "x""--" /* " */ FROM (SELECT 12 AS "x""--") AS t; -- "
SELECT 13 -- $$
; -- $$ SELECT no;
SELECT 14 /* $a$ */ ; /* $a$ ' " */
SELECT 15--comment without a space;
+ 1;
SELECT 16/*;*/+/*;*/1/*;*/;
SELECT 17 -
- 1;
SELECT 18 - -1, 19 - /* - */ - 1;
SELECT 20 */* comment; */ 2;
SELECT 21 /*/* nested at once; */*/ / 2;
SELECT a+--;
b, c*--;
d FROM t;
SELECT 1 @-/* the operator ends here */ 2;
SELECT 1 <--comment;
2;
SELECT 1 =/**/ 1;
SELECT 'a' --;
, 'b';
SELECT/**/1/**/AS/**/x/**/;
SELECT--
1--
;--
--
-- a long block of line comments; with marks
-- CREATE TABLE commented_out (id int);
-- INSERT INTO commented_out VALUES (1);
-- DROP TABLE commented_out;
/*
CREATE TABLE commented_out (id int);
INSERT INTO commented_out VALUES (1);
-- */ CREATE TABLE not_commented_out (id int); /*
DROP TABLE commented_out;
*/
CREATE TABLE t ( -- the start;
    a int, -- it's a
    b int /* it's "b */, -- "c
    /* c int; */
    d int -- last; no comma
) -- before the end
-- of the statement
; -- after it
/* between */ /* two */
-- statements
SELECT 1
/* a comment as the last thing; before the end */
-- and one more
;
;
;;
;/* empty ones */; -- and;
; ; ;
SELECT 'end'; -- the last; comment has no statement behind it
/* the end; */
-- Standard strings: a backslash is a letter, two quotes are one
SELECT '';
SELECT '''';
SELECT '''''';
SELECT 'a''b', 'a'';''b';
SELECT '\';
SELECT '\\';
SELECT 'C:\dir\';
SELECT ';', '--', '/*', '*/', '$$', '"', E'';
SELECT 'two
lines; and
-- no comment
/* none either
';
SELECT 'tab	and others';
SELECT text 'typed;', date '2020-01-01', interval '1;' day;
SELECT '\'';'' is inside', 1;
-- Continuation: only over a line end
SELECT 'first'
'second;'
  'third';
SELECT 'a'
	'b'
'';
SELECT 'a'

    , 'b';
-- E strings: a backslash takes the next character with it
SELECT E'\'';
SELECT E'\\';
SELECT e'\\\'; still inside \\';
SELECT E'a''b\';''c';
SELECT E'\n\r\t\b\f\061\x41\u0041\U00000041;';
SELECT E'\
;';
SELECT E'a'
'b\';c';
SELECT 'a'
'b\';
SELECT E'\\' || '\' || E'\'' || '\';
SELECT E'''' || E'\'\'' || E'\\''\\';
-- Bit strings, national strings, unicode strings
SELECT B'', b'101', B'1'
'0';
SELECT X'', x'ff', X'DEADbeef'

  '00';
SELECT N'', n'it''s;', N'\';
SELECT U&'', u&'d\0061t\+000061;', U&'\\;';
SELECT U&'!0061;' UESCAPE '!', U&'it''s;' UESCAPE '*';
SELECT U&"d\0061t;" FROM (SELECT 1 AS "dat;") AS x;
SELECT U&"a""b;" UESCAPE '!' FROM (SELECT 1 AS "a""b;") AS x;
SELECT u&b, U & x, E | e, n * n, b + x FROM (SELECT 1 AS u, 2 AS b, 3 AS x, 4 AS e, 5 AS n) AS t;
SELECT u&"b" FROM (SELECT 1 AS b) AS t;
SELECT b."B", x."X;" FROM (SELECT 1 AS "B") AS b, (SELECT 2 AS "X;") AS x;
-- Dollar quotes
SELECT $$$$;
SELECT $$;$$, $a$;$a$, $A$ $a$ $A$, $_$ $$ $_$, $a1$ $a$ $a1$;
SELECT $$a$b$c$$, $a$$$a$, $a$$b$$a$, $a$ $ $a $$ $A$ a$ $a$;
SELECT $q$'$q$, $q$"$q$, $q$--$q$, $q$/*$q$, $q$\$q$;
SELECT $été$ $ete$ $été$, $日本$;$日本$, $Ω1$ $Ω$ $Ω1$, $😀$;$😀$;
SELECT $$
multi
line; -- text
$$ AS x, $$'$$ AS y;
SELECT $a$ $b$ $a$, $b$ $a$ $b$;
SELECT $aaa$ $aa$ $aaaa$ $aaa$;
SELECT $x$;$y$;$x$, 1;
SELECT 1 AS a$, 2 AS a$$, 3 AS a$b$c$, 4 AS _$_;
PREPARE p AS SELECT $1, $2, $10, $1+$2, -$1, $1::text || $2, ARRAY[$1,$2], f($1);
SELECT 1 AS x, $$;$$AS y,$$;$$AS z;
-- In places where strings are rare
SET application_name = 'a;b';
SET application_name TO "a;b";
SET TIME ZONE 'UTC;'; SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE;
COMMENT ON DATABASE d IS E'it\'s; a comment';
SELECT E'\\'';', 1 AS "\";
SELECT '"', "'" FROM (SELECT 1 AS "'") AS t; SELECT '"' AS "'", $$'"$$ AS """'";
SELECT JSON '{"a": ";"}' ->> 'a', JSON_OBJECT('k;' VALUE 'v;'), xmlparse(CONTENT '<a>;</a>');
SELECT cast('1;' AS text), '{";"}'::text[], 'x'::"char", pg_catalog.text ';';
SELECT * FROM t WHERE a LIKE '50\%;' ESCAPE '\' AND b LIKE '%'';%' AND c SIMILAR TO '%(a;|b)%' ESCAPE '';
INSERT INTO t VALUES ('a;'), (E'\';'), ($$;$$), (U&'\003b'), (B'1'), (X'3b'), (N';'), (';'
';');
