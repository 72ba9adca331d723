-- Stock movements become many, so they are partitioned by time; the old table was archived elsewhere.
DROP TABLE stock.stock_movement;
CREATE SEQUENCE stock.movement_id AS bigint CACHE 50;
CREATE TABLE stock.stock_movement (
    id bigint NOT NULL DEFAULT nextval('stock.movement_id'),
    variant_id bigint NOT NULL REFERENCES catalog.product_variant,
    warehouse_id integer NOT NULL REFERENCES stock.warehouse,
    bin_id bigint,
    delta integer NOT NULL CHECK (delta <> 0),
    kind stock.movement_kind NOT NULL,
    reference text,
    staff_id integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE stock.stock_movement_2024 PARTITION OF stock.stock_movement FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2025-01-01 00:00+00');
CREATE TABLE stock.stock_movement_2025 PARTITION OF stock.stock_movement FOR VALUES FROM ('2025-01-01 00:00+00') TO ('2026-01-01 00:00+00');
CREATE TABLE stock.stock_movement_rest PARTITION OF stock.stock_movement DEFAULT;
CREATE INDEX stock_movement_variant_idx ON stock.stock_movement (variant_id, created_at);
CREATE TRIGGER stock_movement_book AFTER INSERT ON stock.stock_movement FOR EACH ROW EXECUTE FUNCTION stock.book();
GRANT SELECT ON stock.stock_movement TO app_reader;
GRANT SELECT, INSERT ON stock.stock_movement TO app_writer;
GRANT USAGE ON SEQUENCE stock.movement_id TO app_writer;
