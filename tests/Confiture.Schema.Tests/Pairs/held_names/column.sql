-- A column takes the name of one that goes and that an index and a check use.
-- confiture-data
-- before
CREATE TABLE t (id int, amount text CONSTRAINT positive CHECK (amount <> ''), amount_cents int NOT NULL);
CREATE INDEX t_amount ON t (amount);
-- after
CREATE TABLE t (
    id int,
    -- confiture: renamed from amount_cents
    amount int NOT NULL
);
CREATE INDEX t_amount ON t (amount);
