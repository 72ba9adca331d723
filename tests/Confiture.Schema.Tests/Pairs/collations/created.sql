-- Collations of several providers appear, one of them not deterministic, with a column and an index.
-- before
-- after
CREATE COLLATION german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION plain (provider = libc, lc_collate = 'C', lc_ctype = 'C');
CREATE COLLATION copied FROM "C";
COMMENT ON COLLATION german IS 'phone book';
CREATE TABLE t (a text COLLATE german, b text COLLATE loose UNIQUE);
CREATE INDEX t_a ON t (a COLLATE plain);
