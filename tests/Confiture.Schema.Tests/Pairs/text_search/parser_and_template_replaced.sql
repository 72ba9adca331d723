-- A parser gets a headline and a template another first function, while a configuration and a dictionary use them.
-- before
CREATE TEXT SEARCH TEMPLATE my_simple (LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH PARSER my_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH CONFIGURATION my_conf (PARSER = my_parser);
ALTER TEXT SEARCH CONFIGURATION my_conf ADD MAPPING FOR word WITH simple;
-- after
CREATE TEXT SEARCH TEMPLATE my_simple (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH PARSER my_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH CONFIGURATION my_conf (PARSER = my_parser);
ALTER TEXT SEARCH CONFIGURATION my_conf ADD MAPPING FOR word WITH simple;
