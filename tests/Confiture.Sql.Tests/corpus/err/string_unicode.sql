-- expect 2:11 Unterminated string
SELECT a, U&'\0061;