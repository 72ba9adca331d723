-- expect 2:8 This string does not end
SELECT E'a'
  'b\'; -- the first quote
