-- A named NOT NULL constraint gets a comment.
-- since: 18
-- before
CREATE TABLE n (a int CONSTRAINT a_there NOT NULL);
-- after
CREATE TABLE n (a int CONSTRAINT a_there NOT NULL);
COMMENT ON CONSTRAINT a_there ON n IS 'always there';
