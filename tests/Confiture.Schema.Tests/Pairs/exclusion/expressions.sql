-- An exclusion constraint over expressions, operator classes and several operators changes.
-- both
CREATE EXTENSION btree_gist;
-- before
CREATE TABLE e (room text, a timestamptz, b timestamptz, CONSTRAINT no_two EXCLUDE USING gist (room WITH =, tstzrange(a, b) WITH &&));
-- after
CREATE TABLE e (room text, a timestamptz, b timestamptz, CONSTRAINT no_two EXCLUDE USING gist (lower(room) gist_text_ops WITH =, tstzrange(a, b, '[]') WITH &&) INCLUDE (a));
