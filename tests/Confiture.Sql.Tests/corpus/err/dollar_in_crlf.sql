-- expect 3:4 no second $é$
SELECT 1;
DO $é$ BEGIN END $e$;
