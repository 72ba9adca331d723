-- A column that a view and a view on that view select is dropped; both views stay with fewer columns.
-- before
CREATE TABLE product (id int PRIMARY KEY, title text, price numeric, legacy text);
CREATE VIEW product_all AS SELECT id, title, price, legacy FROM product;
CREATE VIEW product_cheap AS SELECT id, title, legacy FROM product_all WHERE price < 10;
GRANT SELECT ON product_cheap TO app_reader;
COMMENT ON VIEW product_all IS 'all of it';
-- after
CREATE TABLE product (id int PRIMARY KEY, title text, price numeric);
CREATE VIEW product_all AS SELECT id, title, price FROM product;
CREATE VIEW product_cheap AS SELECT id, title FROM product_all WHERE price < 10;
GRANT SELECT ON product_cheap TO app_reader;
COMMENT ON VIEW product_all IS 'all of it';
