-- Foreign keys are added to tables with rows, one of them over two columns.
-- confiture-data
-- rows
INSERT INTO p VALUES (1, 'x');
INSERT INTO c VALUES (1, 1, 'x'), (2, NULL, NULL), (3, 1, NULL);
-- before
CREATE TABLE p (id int PRIMARY KEY, k text NOT NULL, UNIQUE (id, k));
CREATE TABLE c (id int PRIMARY KEY, p_id int, p_k text);
-- after
CREATE TABLE p (id int PRIMARY KEY, k text NOT NULL, UNIQUE (id, k));
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p, p_k text, CONSTRAINT both_fk FOREIGN KEY (p_id, p_k) REFERENCES p (id, k));
