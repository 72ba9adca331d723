-- A template and a parser appear, and a dictionary on the template.
-- before
-- after
CREATE TEXT SEARCH TEMPLATE my_simple (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH PARSER my_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH DICTIONARY my_dict (TEMPLATE = my_simple, STOPWORDS = english);
COMMENT ON TEXT SEARCH TEMPLATE my_simple IS 'simple';
COMMENT ON TEXT SEARCH PARSER my_parser IS 'parses';
