-- expect 2:1 This string does not end
B'101;