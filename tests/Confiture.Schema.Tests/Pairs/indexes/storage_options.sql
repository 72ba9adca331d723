-- Storage options of indexes of each method are set, changed and reset.
-- both
CREATE TABLE t (a int, b tsvector, c box, d text);
-- before
CREATE INDEX i_b ON t (a) WITH (fillfactor = 50);
CREATE INDEX i_g ON t USING gin (b) WITH (fastupdate = off);
CREATE INDEX i_s ON t USING gist (c) WITH (buffering = on, fillfactor = 60);
CREATE INDEX i_r ON t USING brin (a) WITH (pages_per_range = 16);
CREATE INDEX i_h ON t USING hash (d);
-- after
CREATE INDEX i_b ON t (a) WITH (deduplicate_items = off);
CREATE INDEX i_g ON t USING gin (b) WITH (gin_pending_list_limit = 128);
CREATE INDEX i_s ON t USING gist (c);
CREATE INDEX i_r ON t USING brin (a) WITH (autosummarize = on, pages_per_range = 64);
CREATE INDEX i_h ON t USING hash (d) WITH (fillfactor = 90);
