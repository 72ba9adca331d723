-- The warehouse system follows orders and stock.
CREATE PUBLICATION warehouse FOR TABLE sales.sales_order, sales.order_item, stock.stock_level, shipping.shipment WITH (publish = 'insert, update');
CREATE PUBLICATION movements FOR TABLE stock.stock_movement WITH (publish_via_partition_root = true);
ALTER TABLE sales.sales_order REPLICA IDENTITY FULL;
ALTER TABLE shipping.shipment_item REPLICA IDENTITY FULL;
COMMENT ON PUBLICATION warehouse IS 'For the pickers';
