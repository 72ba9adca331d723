-- Comments contain quotes, newlines, unicode, and nothing.
-- both
CREATE TABLE t (a int, b int, c int, d int);
-- before
COMMENT ON COLUMN t.a IS 'a';
COMMENT ON COLUMN t.b IS '';
-- after
COMMENT ON COLUMN t.a IS E'tab\t newline\r\n quote '' double "" dollar $$ back\\slash';
COMMENT ON COLUMN t.b IS ' ';
COMMENT ON COLUMN t.c IS 'größer 日本語 🙂';
COMMENT ON COLUMN t.d IS '-- confiture: renamed from nothing';
