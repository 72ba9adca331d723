-- A configuration changes its parser, which has no ALTER.
-- both
CREATE TEXT SEARCH PARSER own (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
-- before
CREATE TEXT SEARCH CONFIGURATION c (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH simple;
-- after
CREATE TEXT SEARCH CONFIGURATION c (PARSER = own);
ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH simple;
