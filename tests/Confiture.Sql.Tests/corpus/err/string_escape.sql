-- expect 2:8 Unterminated string
SELECT E'it\'; SELECT 2;
