-- expect 2:13 This quoted identifier does not end
SELECT '😀', "a;