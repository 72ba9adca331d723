-- Product search in German and English with dictionaries of our own.
CREATE TEXT SEARCH DICTIONARY catalog.german_words (TEMPLATE = snowball, LANGUAGE = german, STOPWORDS = german);
CREATE TEXT SEARCH DICTIONARY catalog.exact (TEMPLATE = simple, ACCEPT = true);
CREATE TEXT SEARCH CONFIGURATION catalog.german_shop (COPY = german);
ALTER TEXT SEARCH CONFIGURATION catalog.german_shop ALTER MAPPING FOR word, asciiword, hword, hword_part WITH catalog.german_words, catalog.exact;
CREATE TEXT SEARCH CONFIGURATION catalog.english_shop (COPY = english);
ALTER TEXT SEARCH CONFIGURATION catalog.english_shop DROP MAPPING FOR url, url_path;
CREATE FUNCTION catalog.shop_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE AS $$ SELECT CASE language WHEN 'de' THEN 'catalog.german_shop'::regconfig ELSE 'catalog.english_shop'::regconfig END $$;
CREATE INDEX product_translation_search_idx ON catalog.product_translation USING gin (to_tsvector('catalog.german_shop', title || ' ' || coalesce(short_text, ''))) WHERE language_code = 'de';
COMMENT ON TEXT SEARCH CONFIGURATION catalog.german_shop IS 'German with exact words kept';
