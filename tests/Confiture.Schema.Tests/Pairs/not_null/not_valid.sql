-- NOT NULL constraints are not valid on one side.
-- since: 18
-- before
CREATE TABLE n (a int, b int, c int);
ALTER TABLE n ADD CONSTRAINT n_a NOT NULL a NOT VALID;
ALTER TABLE n ADD CONSTRAINT n_b NOT NULL b;
-- after
CREATE TABLE n (a int, b int, c int);
ALTER TABLE n ADD CONSTRAINT n_a NOT NULL a;
ALTER TABLE n ADD CONSTRAINT n_b NOT NULL b NOT VALID;
ALTER TABLE n ADD CONSTRAINT n_c NOT NULL c NOT VALID;
