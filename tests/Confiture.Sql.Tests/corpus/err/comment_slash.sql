-- expect 2:1 This comment does not end
/*/