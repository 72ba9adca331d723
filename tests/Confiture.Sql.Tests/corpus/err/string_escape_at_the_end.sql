-- expect 3:1 Unterminated string

E'a\