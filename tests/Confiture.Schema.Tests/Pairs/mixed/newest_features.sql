-- Features of the newest version appear together.
-- since: 18
-- before
CREATE EXTENSION btree_gist;
CREATE TABLE emp (id int NOT NULL, during daterange NOT NULL, pay int);
-- after
CREATE EXTENSION btree_gist;
CREATE TABLE emp (
    id int CONSTRAINT emp_has_id NOT NULL,
    during daterange CONSTRAINT emp_has_time NOT NULL,
    pay int CONSTRAINT emp_has_pay NOT NULL,
    year_pay int GENERATED ALWAYS AS (pay * 12),
    boss int CONSTRAINT emp_boss_pos CHECK (boss > 0) NOT ENFORCED,
    uid uuid DEFAULT uuidv7(),
    CONSTRAINT emp_pk PRIMARY KEY (id, during WITHOUT OVERLAPS),
    CONSTRAINT emp_boss FOREIGN KEY (boss, PERIOD during) REFERENCES emp (id, PERIOD during)
);
ALTER TABLE emp ADD CONSTRAINT emp_has_uid NOT NULL uid NOT VALID;
