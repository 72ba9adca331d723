-- expect 2:24 Unterminated string
SELECT 'a\', 'b''', 1, 'c\'' ; SELECT 1;