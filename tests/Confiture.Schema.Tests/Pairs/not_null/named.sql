-- NOT NULL constraints have names of their own that change.
-- since: 18
-- before
CREATE TABLE n (a int CONSTRAINT a_there NOT NULL, b int NOT NULL, c int CONSTRAINT c_there NOT NULL);
-- after
CREATE TABLE n (a int CONSTRAINT a_must_be NOT NULL, b int CONSTRAINT b_there NOT NULL, c int NOT NULL);
