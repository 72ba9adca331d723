-- Search leaves out articles.
CREATE TEXT SEARCH DICTIONARY articles (TEMPLATE = simple, STOPWORDS = english, ACCEPT = true);
ALTER TEXT SEARCH CONFIGURATION music ALTER MAPPING FOR word, asciiword WITH unaccent, articles;
ALTER TEXT SEARCH CONFIGURATION music DROP MAPPING FOR email, url, host;
COMMENT ON TEXT SEARCH DICTIONARY articles IS 'Leaves out the, a and so on';
