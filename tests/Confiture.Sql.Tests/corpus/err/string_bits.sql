-- expect 2:1 Unterminated string
B'101;