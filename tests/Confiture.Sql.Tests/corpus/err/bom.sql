SELECT ';
-- expect 1:8 Unterminated string
