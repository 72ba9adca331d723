-- Two extensions appear of which one requires the other.
-- before
-- after
CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE TABLE place (id int, lat float8, lon float8);
CREATE INDEX place_earth ON place USING gist (ll_to_earth(lat, lon));
