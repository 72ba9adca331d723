-- expect 2:8 This string does not end
SELECT E'it\'; SELECT 2;
