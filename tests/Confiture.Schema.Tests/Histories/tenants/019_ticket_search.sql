-- Search weighs titles more and knows German.
CREATE TEXT SEARCH CONFIGURATION tracking.mixed (COPY = english);
CREATE TEXT SEARCH DICTIONARY tracking.german (TEMPLATE = snowball, LANGUAGE = german);
ALTER TEXT SEARCH CONFIGURATION tracking.mixed ALTER MAPPING FOR word WITH tracking.german, english_stem;
CREATE INDEX ticket_mixed_idx ON tracking.ticket USING gin (to_tsvector('tracking.mixed', title));
DROP INDEX tracking.ticket_search_idx;
CREATE INDEX ticket_search_idx ON tracking.ticket USING gin (search) WITH (fastupdate = off);
