-- expect 2:8 This quoted identifier does not end
SELECT "a""; FROM t;
