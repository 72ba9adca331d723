-- Dictionaries appear and change their options.
-- before
CREATE TEXT SEARCH DICTIONARY simple_en (TEMPLATE = simple, STOPWORDS = english);
CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, LANGUAGE = english, STOPWORDS = english);
-- after
CREATE TEXT SEARCH DICTIONARY simple_en (TEMPLATE = simple, STOPWORDS = german, ACCEPT = false);
CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, LANGUAGE = german);
CREATE TEXT SEARCH DICTIONARY syn (TEMPLATE = synonym, SYNONYMS = synonym_sample, CASESENSITIVE = 1);
COMMENT ON TEXT SEARCH DICTIONARY stem IS 'stems';
