-- expect 2:1 Unterminated comment
/*/