-- expect 2:24 This string does not end
SELECT 'a\', 'b''', 1, 'c\'' ; SELECT 1;