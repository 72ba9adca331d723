SELECT 1;
SELECT 2 -- no line end; after this