-- expect 3:8 Unterminated string
SELECT 1;
SELECT 'a;
SELECT 2;
