SELECT ';
-- expect 1:8 This string does not end
