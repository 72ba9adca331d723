-- A collation in a partition key and in a range type goes.
-- before
CREATE COLLATION mine (provider = icu, locale = 'fr');
CREATE TABLE m (a text) PARTITION BY RANGE (a COLLATE mine);
CREATE TYPE words AS RANGE (subtype = text, collation = mine);
-- after
CREATE TABLE m (a text) PARTITION BY RANGE (a COLLATE "C");
CREATE TYPE words AS RANGE (subtype = text, collation = "C");
