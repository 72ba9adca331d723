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
