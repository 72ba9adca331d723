-- All objects of one schema are found in a new schema, the old one is gone.
-- before
CREATE SCHEMA v1;
CREATE DOMAIN v1.email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE v1.person (id int PRIMARY KEY, mail v1.email);
CREATE VIEW v1.mails AS SELECT mail FROM v1.person;
-- after
CREATE SCHEMA v2;
CREATE DOMAIN v2.email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE v2.person (id int PRIMARY KEY, mail v2.email);
CREATE VIEW v2.mails AS SELECT mail FROM v2.person;
