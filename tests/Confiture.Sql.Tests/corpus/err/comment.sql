-- expect 3:3 Unterminated comment.
SELECT 1;
	 /* SELECT 2; *
/