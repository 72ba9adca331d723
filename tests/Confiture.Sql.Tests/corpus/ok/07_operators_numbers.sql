SELECT 1+1, 1-1, 1*1, 1/1, 1%1, 1^1, |/1, ||/1, @1, ~1, 1&1, 1|1, 1#1, 1<<1, 1>>1, 5!=4, 5<>4;
SELECT a=-1, a<-1, a>+1, a*-1, a/-1, a- -1, a+-1, a-+1 FROM t;
SELECT a@-1, a~-1, a!-1, a#-1, a%-1, a^-1, a&-1, a|-1, a?-1, a`-1 FROM t;
SELECT a<=-1, a>=+1, a<>-1, a!=-1, a||-1, a=+-1, a*+-+1 FROM t;
SELECT a<@b, a@>b, a&&b, a?b, a?|b, a?&b, a@@b, a->b, a->>b, a#>b, a#>>b, a#-b, a@?b, a<->b, a-|-b FROM t;
SELECT a~b, a~*b, a!~b, a!~*b, a~~b, a~~*b, a!~~b, a!~~*b, a^@b, a<^b, a>^b, a~=b, a&<b, a&>b, a<<|b FROM t;
SELECT a OPERATOR(pg_catalog.+) b, OPERATOR(pg_catalog.-) a, a OPERATOR(shop.<@>) b FROM t;
SELECT 1::int::text, '1'::int, -1::int, (1)::int, a[1]::text, a[1:2], a[:2], a[1:], a[:], a[1:2][3:4] FROM t;
SELECT f(a => 1, b := 2), f(VARIADIC ARRAY[1,2]), g(a=>-1) FROM t;
SELECT 0, 1, 42, 1.5, .5, 5., 1e5, 1e+5, 1E-5, 1.5e5, .5e5, 5.e5, 1_000, 1_000.000_1, 1_0e1_0;
SELECT 0x1F, 0X1f, 0o17, 0O17, 0b101, 0B101, 0x_1F, 0b_1_0, 0xdead_beef;
SELECT 1 e, 2 AS e1, 3 "e;", 4.5 x FROM t;
SELECT t.a, t . b, "t"."a;b", t.*, (t).a, (t).*, (f(1)).b.c, a.b.c.d FROM t;
SELECT count(*), count(DISTINCT a), sum(a) FILTER (WHERE a > 0 AND b <> ';') OVER (PARTITION BY b ORDER BY c) FROM t;
SELECT ((((((((((1)))))))))), (((1)+(2))*((3)-(4)));
SELECT ROW(1, ';'), (1, 2) = (3, 4), ROW(), ARRAY[]::int[], ARRAY[ARRAY[1], ARRAY[2]], ARRAY(SELECT 1);
SELECT a IS NULL, a ISNULL, a NOTNULL, a IS DISTINCT FROM b, a IS NOT UNKNOWN FROM t;
SELECT a BETWEEN SYMMETRIC 1 AND 2, a NOT IN (1, 2), a = ANY (ARRAY[1]), a > ALL (SELECT 1), EXISTS (SELECT) FROM t;
SELECT a AT TIME ZONE 'UTC;', a COLLATE "C;", extract(epoch FROM a), substring(a FROM 1 FOR 2), overlay(a PLACING ';' FROM 1) FROM t;
SELECT trim(BOTH ';' FROM a), position(';' IN a), a ILIKE '%;%', normalize(a, NFC), a IS NFKC NORMALIZED FROM t;
SELECT CASE WHEN a THEN ';' ELSE '''' END, CASE a WHEN 1 THEN 2 END CASE, coalesce(a, b), nullif(a, ';'), greatest(1, 2) FROM t;
CREATE OPERATOR === (LEFTARG = box, RIGHTARG = box, FUNCTION = area_equal, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel, HASHES);
CREATE OPERATOR shop.@#@ (RIGHTARG = int8, PROCEDURE = numeric_fac);
CREATE OPERATOR +-@ (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
CREATE OPERATOR @-+ (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
CREATE OPERATOR ?- (RIGHTARG = lseg, FUNCTION = f);
CREATE OPERATOR *<> (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
CREATE OPERATOR <%> (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
CREATE OPERATOR CLASS int_ops DEFAULT FOR TYPE int4 USING btree FAMILY shop.ints AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    OPERATOR 6 <-> (int4, int4) FOR ORDER BY pg_catalog.int_ops,
    FUNCTION 1 btint4cmp(int4, int4), STORAGE int4;
CREATE OPERATOR FAMILY shop.ints USING btree;
ALTER OPERATOR @@ (text, NONE) OWNER TO CURRENT_USER;
ALTER OPERATOR FAMILY shop.ints USING btree ADD OPERATOR 1 < (int4, int2), FUNCTION 1 btint42cmp(int4, int2);
DROP OPERATOR IF EXISTS ~ (none, bit), ^ (integer, integer) CASCADE;
COMMENT ON OPERATOR ^ (text, text) IS 'power; of text';
SELECT a +
-- comment
- b, a -/* c */- b, a <=/* c */ b, a @/* c */ b FROM t;
SELECT +++1, - - -1, + + -1, -(-(-1)), !!1, @-1, @ -1, ~-~1, |/-1;
SELECT a*/**/b, a/ /**/b, a///**/
b FROM t;
SELECT 2+-+-+-+-+-+-+-+-1, 2*+*+*+*1, 2-+1, 2=-+1;
SELECT a[b[c[1]]], a[(SELECT 1)], (ARRAY[1,2,3])[2], ('{1,2}'::int[])[1:2];
SELECT a ; SELECT b;SELECT c ;SELECT(1);SELECT-1;SELECT+1;SELECT@1;SELECT'a';SELECT"a"FROM"t";SELECT.5;SELECT*FROM t;
VALUES (1, ';'), (2, ''';'); TABLE t; TABLE ONLY t; (SELECT 1); ((SELECT 2)) UNION ALL (SELECT 3) ORDER BY 1 LIMIT 1;
(TABLE t) INTERSECT (VALUES (1)) EXCEPT SELECT 1; (((((SELECT 1)))));
