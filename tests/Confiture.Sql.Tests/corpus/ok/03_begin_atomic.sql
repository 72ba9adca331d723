-- Function bodies of the SQL standard: their semicolons are inside
CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
CREATE FUNCTION nothing_in_it() RETURNS void LANGUAGE sql BEGIN ATOMIC END;
CREATE OR REPLACE FUNCTION several(a int, b text DEFAULT ';') RETURNS text
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT a; -- first;
    SELECT b /* second; END; */;
    SELECT 'END;' || $$END;$$;
    RETURN b || ';';
END;
create or replace procedure lower_case(x int) language sql begin atomic
    insert into t values (x); insert into t values (x + 1);
end;
CREATE PROCEDURE with_case(INOUT x int)
BEGIN ATOMIC
    SELECT CASE WHEN x > 0 THEN 1 ELSE 2 END;
    SELECT CASE x WHEN 1 THEN CASE WHEN true THEN 'a;' END WHEN 2 THEN 'b' ELSE (SELECT 'c' END) END;
    UPDATE t SET a = CASE WHEN a = 1 THEN 2 END WHERE b = CASE b WHEN 1 THEN 1 END;
END;
CREATE FUNCTION end_as_a_name() RETURNS int
BEGIN ATOMIC
    SELECT 1 AS end;
    SELECT 2 end;
    SELECT t.end FROM (SELECT 3 AS "end") AS t;
    SELECT (t).end FROM (SELECT 3 AS "end") AS t;
    SELECT 4 AS case;
    SELECT 5 case;
    SELECT 6 AS begin, 7 AS atomic, 8 AS create, 9 AS function;
    SELECT begin atomic FROM (SELECT 10 AS begin) AS b;
END;
CREATE FUNCTION "BEGIN ATOMIC"("END" int) RETURNS int LANGUAGE sql RETURN "END";
CREATE FUNCTION begin(begin int) RETURNS int LANGUAGE sql RETURN begin;
CREATE FUNCTION atomic(begin atomic, x int) RETURNS atomic LANGUAGE sql AS 'SELECT 1; SELECT $1';
CREATE FUNCTION text_of_body() RETURNS text LANGUAGE sql AS $$ BEGIN ATOMIC SELECT 1; $$;
CREATE FUNCTION BEGIN /* c; */ (x int) RETURNS int
BEGIN
-- between the two words; a comment
/* and; another */
ATOMIC
    SELECT x;
    /* END; */
END /* behind; */ ;
CREATE FUNCTION of_a_function() RETURNS void
BEGIN ATOMIC
    CREATE FUNCTION inside() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
    CREATE OR REPLACE PROCEDURE inside_too() BEGIN ATOMIC
        CREATE FUNCTION deeper() RETURNS int BEGIN ATOMIC END;
        SELECT CASE WHEN true THEN 1 END;
    END;
    SELECT 3;
END;
CREATE FUNCTION with_rule() RETURNS void
BEGIN ATOMIC
    CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO u VALUES (1); DELETE FROM v; );
    CREATE FUNCTION text_body() RETURNS int LANGUAGE sql AS $x$ SELECT 1; END; $x$;
END;
CREATE FUNCTION with_empty_statements() RETURNS int
BEGIN ATOMIC
    ;
    ;; SELECT 1;
    ;
END;
-- none of these have bodies
SELECT begin atomic FROM t;
CREATE TABLE begin (atomic int, begin atomic);
CREATE VIEW v AS SELECT begin atomic FROM begin;
CREATE TABLE function (begin int); SELECT begin atomic FROM function;
CREATE FUNCTION set_value() RETURNS int LANGUAGE sql SET search_path = begin, atomic AS 'SELECT 1';
CREATE AGGREGATE agg(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0;');
CREATE OR REPLACE VIEW function AS SELECT 1;
BEGIN; SELECT CASE WHEN 1 = 1 THEN 2 END; END;
BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE; END;
CREATE FUNCTION final() RETURNS SETOF t
LANGUAGE sql
BEGIN ATOMIC
    WITH x AS (SELECT 1 AS a), y AS MATERIALIZED (SELECT * FROM x)
    INSERT INTO t (a)
    SELECT CASE WHEN a > 1 THEN a ELSE (CASE a WHEN 1 THEN 0 END) END FROM y
    ON CONFLICT (a) DO UPDATE SET a = excluded.a WHERE t.a IS DISTINCT FROM excluded.a
    RETURNING *;
    MERGE INTO t USING u ON t.a = u.a
        WHEN MATCHED AND u.b THEN DELETE
        WHEN NOT MATCHED THEN INSERT VALUES (u.a);
    SELECT * FROM t;
END
