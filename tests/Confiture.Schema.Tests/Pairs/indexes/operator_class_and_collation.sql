-- Indexes differ only in operator class, collation, direction or place of the nulls.
-- both
CREATE TABLE t (a text, b varchar, c jsonb, d int);
-- before
CREATE INDEX i1 ON t (a text_pattern_ops);
CREATE INDEX i2 ON t (b COLLATE "C");
CREATE INDEX i3 ON t USING gin (c jsonb_ops);
CREATE INDEX i4 ON t (d DESC);
CREATE INDEX i5 ON t (d NULLS FIRST);
-- after
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (b COLLATE "POSIX" varchar_pattern_ops);
CREATE INDEX i3 ON t USING gin (c jsonb_path_ops);
CREATE INDEX i4 ON t (d DESC NULLS LAST);
CREATE INDEX i5 ON t (d ASC NULLS LAST);
