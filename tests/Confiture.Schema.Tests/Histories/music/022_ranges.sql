-- Careers are ranges of years; concerts of one venue do not overlap on one day.
CREATE EXTENSION btree_gist;
CREATE TYPE year_range AS RANGE (subtype = smallint, multirange_type_name = year_ranges);
ALTER TABLE performer ADD COLUMN active year_ranges NOT NULL DEFAULT '{}';
CREATE TABLE stage_booking (concert_id integer NOT NULL REFERENCES concert, venue_id integer NOT NULL REFERENCES venue, during tstzrange NOT NULL, CONSTRAINT one_at_a_time EXCLUDE USING gist (venue_id WITH =, during WITH &&) WHERE (NOT isempty(during)));
CREATE INDEX performer_active_idx ON performer USING gist (active);
CREATE FUNCTION was_active(p performer, in_year integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT p.active @> in_year::smallint';
