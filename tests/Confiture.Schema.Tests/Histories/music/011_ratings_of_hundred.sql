-- Ratings are numbers with a half; the domain gets another type, and so do the columns and views on them.
DROP VIEW performer_with_rating;
DROP FUNCTION performer_rating_of(integer);
CREATE DOMAIN half_stars AS numeric(4,1) CHECK (VALUE >= 0 AND VALUE <= 100);
ALTER TABLE performer_meta ALTER rating TYPE half_stars;
CREATE FUNCTION performer_rating_of(which integer, OUT stars half_stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM performer_meta m WHERE m.performer_id = which';
CREATE VIEW performer_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM performer e LEFT JOIN performer_kind k ON k.id = e.kind_id LEFT JOIN performer_meta m ON m.performer_id = e.id;
GRANT SELECT ON performer_with_rating TO app_reader;
ALTER DOMAIN stars ADD CONSTRAINT stars_fives CHECK (VALUE % 5 = 0) NOT VALID;
ALTER DOMAIN page_url DROP CONSTRAINT page_url_check;
ALTER DOMAIN page_url ADD CONSTRAINT page_url_check CHECK (VALUE ~ '^(https?|ftp)://');
