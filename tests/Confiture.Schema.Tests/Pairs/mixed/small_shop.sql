-- A small shop changes keys, types, views, policies and functions at once.
-- confiture-data
-- rows
INSERT INTO customer (email, name) VALUES ('A@b.c', 'Ann');
INSERT INTO product (title, price) VALUES ('tea', 3.50);
INSERT INTO orders (customer_id) VALUES (1);
INSERT INTO line VALUES (1, 1, 2);
-- before
CREATE EXTENSION citext;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'lost');
CREATE DOMAIN amount AS numeric(10,2) CHECK (VALUE >= 0);
CREATE TABLE customer (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, name text);
CREATE TABLE product (id serial PRIMARY KEY, title text NOT NULL, price amount NOT NULL);
CREATE TABLE orders (id serial PRIMARY KEY, customer_id int NOT NULL REFERENCES customer, state order_state NOT NULL DEFAULT 'new', total amount DEFAULT 0);
CREATE TABLE line (order_id int REFERENCES orders, product_id int REFERENCES product, n int NOT NULL DEFAULT 1, PRIMARY KEY (order_id, product_id));
CREATE VIEW open_orders AS SELECT o.id, c.email, o.total FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.state = 'new';
CREATE FUNCTION order_total(int) RETURNS amount LANGUAGE sql STABLE AS 'SELECT coalesce(sum(l.n * p.price), 0) FROM line l JOIN product p ON p.id = l.product_id WHERE l.order_id = $1';
GRANT SELECT ON open_orders TO app_reader;
-- after
CREATE EXTENSION citext;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');
CREATE DOMAIN amount AS numeric(14,4) CHECK (VALUE >= 0);
CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email citext NOT NULL UNIQUE, name text NOT NULL DEFAULT '', created timestamptz NOT NULL DEFAULT now());
CREATE TABLE product (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL, price amount NOT NULL, search tsvector GENERATED ALWAYS AS (to_tsvector('english', title)) STORED);
CREATE INDEX product_search ON product USING gin (search);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer ON DELETE RESTRICT, state order_state NOT NULL DEFAULT 'new', total amount DEFAULT 0);
CREATE INDEX orders_customer ON orders (customer_id) WHERE state = 'new';
CREATE TABLE line (order_id bigint REFERENCES orders ON DELETE CASCADE, product_id bigint REFERENCES product, n int NOT NULL DEFAULT 1 CHECK (n > 0), PRIMARY KEY (order_id, product_id));
CREATE VIEW open_orders AS SELECT o.id, c.name, c.email, o.total, o.state FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.state <> 'sent';
CREATE FUNCTION order_total(bigint) RETURNS amount LANGUAGE sql STABLE BEGIN ATOMIC SELECT coalesce(sum(l.n * p.price), 0) FROM line l JOIN product p ON p.id = l.product_id WHERE l.order_id = $1; END;
GRANT SELECT ON open_orders TO app_reader;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY orders_all ON orders TO app_writer USING (true);
