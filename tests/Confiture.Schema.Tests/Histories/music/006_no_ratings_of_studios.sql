-- Nobody rates studios or scores.
DROP VIEW studio_with_rating;
DROP TABLE studio_rating;
DROP FUNCTION studio_rating_recount();
DROP FUNCTION studio_rating_of(integer);
ALTER TABLE studio_attribute ADD COLUMN since partial_date;
DROP VIEW score_with_rating;
DROP TABLE score_rating;
DROP FUNCTION score_rating_recount();
