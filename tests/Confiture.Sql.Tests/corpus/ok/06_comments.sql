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
