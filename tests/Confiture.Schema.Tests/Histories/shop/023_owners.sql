-- Objects belong to the role that deploys.
ALTER SCHEMA catalog OWNER TO owner_role;
ALTER SCHEMA admin OWNER TO owner_role;
ALTER TABLE catalog.product OWNER TO owner_role;
ALTER TABLE catalog.brand OWNER TO owner_role;
ALTER VIEW catalog.product_listing OWNER TO owner_role;
ALTER FUNCTION catalog.category_path(integer) OWNER TO owner_role;
ALTER TYPE catalog.product_kind OWNER TO owner_role;
ALTER DOMAIN reference.slug OWNER TO owner_role;
ALTER SEQUENCE sales.order_number OWNER TO owner_role;
ALTER MATERIALIZED VIEW catalog.rating OWNER TO owner_role;
GRANT ALL ON SCHEMA reference TO owner_role;
