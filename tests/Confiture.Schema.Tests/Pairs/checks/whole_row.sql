-- Checks use the whole row, arrays, regular expressions and casts.
-- before
CREATE TABLE c (a int, b text, d int[], e date, CONSTRAINT c1 CHECK (c IS NOT NULL));
-- after
CREATE TABLE c (a int, b text, d int[], e date, CONSTRAINT c1 CHECK (c.* IS DISTINCT FROM NULL), CONSTRAINT c2 CHECK (b ~* '^[a-z\\]+''$' AND a = ANY (d)), CONSTRAINT c3 CHECK (e BETWEEN '2000-01-01' AND '2100-01-01'::date));
