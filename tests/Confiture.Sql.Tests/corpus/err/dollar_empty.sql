-- expect 2:5 no second $$
DO 	$$ BEGIN END $a$; $ $