-- The collation of an indexed column changes, in the table and in an index that overrides it.
-- before
CREATE TABLE word (w text COLLATE "C" NOT NULL, lang text);
CREATE INDEX word_w ON word (w);
CREATE INDEX word_posix ON word (w COLLATE "POSIX");
-- after
CREATE TABLE word (w text COLLATE "POSIX" NOT NULL, lang text);
CREATE INDEX word_w ON word (w);
CREATE INDEX word_posix ON word (w COLLATE "C");
