-- A column loses its default so that its domain's shows through; the domain changes its own.
-- before
CREATE DOMAIN lang AS text DEFAULT 'en';
CREATE TABLE t (a lang DEFAULT 'fr', b lang);
-- after
CREATE DOMAIN lang AS text DEFAULT 'de' CHECK (length(VALUE) = 2);
CREATE TABLE t (a lang, b lang DEFAULT 'it');
