-- Search engines get texts of their own.
CREATE TABLE catalog.product_seo (
    product_id bigint NOT NULL REFERENCES catalog.product ON DELETE CASCADE,
    language_code char(2) NOT NULL REFERENCES reference.language,
    title varchar(70),
    description varchar(160),
    canonical text,
    robots text[] NOT NULL DEFAULT '{index,follow}',
    updated_at timestamptz,
    PRIMARY KEY (product_id, language_code)
);
CREATE TRIGGER product_seo_touch BEFORE UPDATE ON catalog.product_seo FOR EACH ROW EXECUTE FUNCTION reference.touch();
CREATE VIEW catalog.product_without_seo AS SELECT p.id, p.sku FROM catalog.product p WHERE NOT EXISTS (SELECT FROM catalog.product_seo s WHERE s.product_id = p.id);
GRANT SELECT ON catalog.product_seo, catalog.product_without_seo TO app_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalog.product_seo TO app_writer;
COMMENT ON TABLE catalog.product_seo IS 'What search engines show';
