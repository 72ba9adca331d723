-- Defaults differ only by a cast that the deparser shows.
-- before
CREATE TABLE t (a varchar(5) DEFAULT 'x', b numeric DEFAULT 1, c bigint DEFAULT 1, d text DEFAULT 1::text, e int[] DEFAULT '{}');
-- after
CREATE TABLE t (a varchar(5) DEFAULT 'x'::text, b numeric DEFAULT 1.0, c bigint DEFAULT 1::bigint, d text DEFAULT '1', e int[] DEFAULT ARRAY[]::int[]);
