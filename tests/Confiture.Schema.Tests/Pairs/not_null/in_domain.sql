-- NOT NULL moves from a column to its domain.
-- before
CREATE DOMAIN word AS text;
CREATE TABLE n (a word NOT NULL, b word);
-- after
CREATE DOMAIN word AS text NOT NULL;
CREATE TABLE n (a word, b word);
