-- expect 2:8 Unterminated string
SELECT E'a'
  'b\'; -- the first quote
