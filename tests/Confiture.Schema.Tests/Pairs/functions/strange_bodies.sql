-- Bodies contain every kind of quote, comment, line ending and dollar.
-- before
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN ''it''''s''; END';
-- after
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $_$
-- a comment with $$ and ' and "
BEGIN /* /* nested */ ; */
    RETURN 'it''s' || $a$ $b$ $a$ || E'\\\n' || U&'\00e9' || '	tab';
END;
$_$;
