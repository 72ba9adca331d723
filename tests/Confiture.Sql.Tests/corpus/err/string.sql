-- expect 3:8 This string does not end
SELECT 1;
SELECT 'a;
SELECT 2;
