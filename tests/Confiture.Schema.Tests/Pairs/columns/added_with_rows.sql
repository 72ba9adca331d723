-- A NOT NULL column without a default is added to a table with rows whose new column has a volatile default.
-- confiture-data
-- rows
INSERT INTO token VALUES (1, 'a'), (2, 'b'), (3, NULL);
-- before
CREATE TABLE token (id int PRIMARY KEY, owner text);
-- after
CREATE TABLE token (id int PRIMARY KEY, owner text, secret uuid NOT NULL DEFAULT gen_random_uuid());
