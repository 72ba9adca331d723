-- expect 2:4 This quoted identifier does not end
   U&"a;