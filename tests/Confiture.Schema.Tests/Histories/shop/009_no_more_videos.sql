-- Videos and review images are served by another system.
DROP TABLE catalog.product_video;
DROP TABLE catalog.review_image;
ALTER TABLE catalog.product_translation DROP COLUMN keywords;
DROP FUNCTION stock.available(bigint);
