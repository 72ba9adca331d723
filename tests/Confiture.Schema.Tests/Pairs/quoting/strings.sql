-- Defaults, checks, comments and enum values have strings with every quoting trouble.
-- before
CREATE TABLE t (a text DEFAULT 'a''b');
-- after
CREATE TABLE t (a text DEFAULT E'a\\b\n''c''\t', b text DEFAULT '$$', c text CHECK (c NOT LIKE '%\_''%' ESCAPE '\'), d text DEFAULT U&'\0061\+01F642', e bytea DEFAULT '\x00ff', f text DEFAULT '/* -- */', g text DEFAULT 'two
lines');
