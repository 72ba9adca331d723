-- A collation has rules of its own.
-- since: 16
-- before
CREATE COLLATION odd (provider = icu, locale = 'und', rules = '&a < g');
-- after
CREATE COLLATION odd (provider = icu, locale = 'und', rules = '&a < h');
ALTER COLLATION odd OWNER TO alice;
