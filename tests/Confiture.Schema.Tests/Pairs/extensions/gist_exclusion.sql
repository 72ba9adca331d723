-- An exclusion constraint needs an extension's operator class.
-- before
CREATE TABLE booking (room int, during tstzrange);
-- after
CREATE EXTENSION btree_gist;
CREATE TABLE booking (room int, during tstzrange, CONSTRAINT booking_no_overlap EXCLUDE USING gist (room WITH =, during WITH &&));
