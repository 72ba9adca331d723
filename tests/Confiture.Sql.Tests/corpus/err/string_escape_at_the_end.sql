-- expect 3:1 This string does not end

E'a\