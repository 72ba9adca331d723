-- Spam is deleted at once, so the state goes.
DROP MATERIALIZED VIEW catalog.rating;
ALTER TYPE catalog.review_state RENAME TO review_state_old;
CREATE TYPE catalog.review_state AS ENUM ('waiting', 'approved', 'refused');
ALTER TABLE catalog.product_review ALTER state DROP DEFAULT;
ALTER TABLE catalog.product_review ALTER state TYPE catalog.review_state USING state::text::catalog.review_state;
ALTER TABLE catalog.product_review ALTER state SET DEFAULT 'waiting';
DROP TYPE catalog.review_state_old;
CREATE MATERIALIZED VIEW catalog.rating AS SELECT product_id, count(*) AS reviews, avg(rating)::numeric(3,2) AS average, max(created_at) AS latest FROM catalog.product_review WHERE state = 'approved' GROUP BY product_id;
CREATE UNIQUE INDEX rating_key ON catalog.rating (product_id);
