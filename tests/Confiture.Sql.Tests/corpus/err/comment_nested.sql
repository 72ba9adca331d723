-- expect 2:10 Unterminated comment: 2 nested comments are open
SELECT 1 /* a /* b /* c */ ; SELECT 2;
