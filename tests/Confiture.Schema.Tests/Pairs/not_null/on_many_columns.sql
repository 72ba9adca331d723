-- Many columns change their nullability at once.
-- before
CREATE TABLE n (a int NOT NULL, b int, c int NOT NULL, d int, e text NOT NULL DEFAULT '');
-- after
CREATE TABLE n (a int, b int NOT NULL, c int, d int NOT NULL DEFAULT 4, e text DEFAULT '');
