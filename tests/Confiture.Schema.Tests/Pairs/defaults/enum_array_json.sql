-- Defaults of enum arrays, composites, json and intervals change.
-- both
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TYPE p AS (x int, y text);
-- before
CREATE TABLE t (es e[] DEFAULT '{a}', c p DEFAULT '(1,a)', j json DEFAULT '{}', i interval DEFAULT '1 day', m numrange DEFAULT '[1,2)');
-- after
CREATE TABLE t (es e[] DEFAULT '{a,b}', c p DEFAULT ROW(2, 'b,"'), j json DEFAULT '[]', i interval DEFAULT '1 mon', m numrange DEFAULT 'empty');
