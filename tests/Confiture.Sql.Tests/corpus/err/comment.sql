-- expect 3:3 This comment does not end.
SELECT 1;
	 /* SELECT 2; *
/