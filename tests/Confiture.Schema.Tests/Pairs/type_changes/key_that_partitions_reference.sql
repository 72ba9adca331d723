-- A primary key goes from integer to bigint, and a partitioned table has a foreign key to it.
-- confiture-data
-- rows
INSERT INTO books VALUES (1, 'a'), (2, 'b');
INSERT INTO loans VALUES (1, 5), (2, 15);
-- before
CREATE TABLE books (id int PRIMARY KEY, title text);
CREATE TABLE loans (book_id bigint NOT NULL REFERENCES books ON DELETE CASCADE, day int NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE loans_1 PARTITION OF loans FOR VALUES FROM (0) TO (10);
CREATE TABLE loans_2 PARTITION OF loans FOR VALUES FROM (10) TO (20);
-- after
CREATE TABLE books (id bigint PRIMARY KEY, title text);
CREATE TABLE loans (book_id bigint NOT NULL REFERENCES books ON DELETE CASCADE, day int NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE loans_1 PARTITION OF loans FOR VALUES FROM (0) TO (10);
CREATE TABLE loans_2 PARTITION OF loans FOR VALUES FROM (10) TO (20);
