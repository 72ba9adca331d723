-- A primary key and its foreign key go from integer to bigint, which rewrites both tables.
-- confiture-data
-- rows
INSERT INTO orders VALUES (1, 10), (2, 20);
INSERT INTO order_line VALUES (1, 1), (1, 2), (2, 1);
-- before
CREATE TABLE orders (id int PRIMARY KEY, total numeric);
CREATE TABLE order_line (order_id int NOT NULL REFERENCES orders ON DELETE CASCADE, line int, PRIMARY KEY (order_id, line));
-- after
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
CREATE TABLE order_line (order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE, line int, PRIMARY KEY (order_id, line));
