-- A schema appears with objects, an owner, grants and a comment.
-- before
-- after
CREATE SCHEMA billing AUTHORIZATION owner_role;
CREATE TABLE billing.bill (id int PRIMARY KEY);
CREATE VIEW billing.bills AS SELECT count(*) AS n FROM billing.bill;
GRANT USAGE ON SCHEMA billing TO app_reader;
COMMENT ON SCHEMA billing IS 'Money';
