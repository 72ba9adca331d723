-- A real server lets a string go on after line comments. libpg-query does not (it makes tokens of comments), so this
-- file is not for it.
SELECT 'first' -- comment; between
    -- and another 'one'
    'second''s;' -- last

    'third'
;
SELECT E'a' -- keeps; the mode
    'b\\'
    'c\'--d';
SELECT X'DEADbeef'
-- between;
'00', B'1' --;
'0';
SELECT 'a' --;
'b';
SELECT U&'a' -- c;
'b;';
