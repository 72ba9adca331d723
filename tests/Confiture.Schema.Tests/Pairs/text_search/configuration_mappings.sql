-- Mappings of a configuration are added, altered and dropped.
-- both
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple);
-- before
CREATE TEXT SEARCH CONFIGURATION c (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word, asciiword, numword WITH d, english_stem;
ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR email, url WITH simple;
-- after
CREATE TEXT SEARCH CONFIGURATION c (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word, asciiword WITH english_stem, d;
ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR email, host WITH d;
