-- Actions of references, and what may be missing.
ALTER TABLE sales.order_item DROP CONSTRAINT order_item_variant_fk, ADD CONSTRAINT order_item_variant_fk FOREIGN KEY (variant_id) REFERENCES catalog.product_variant (id) ON DELETE SET NULL;
ALTER TABLE catalog.product_review DROP CONSTRAINT product_review_customer_fk, ADD CONSTRAINT product_review_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer (id) ON DELETE SET NULL NOT VALID;
ALTER TABLE content.page ADD CONSTRAINT page_current_version_fk FOREIGN KEY (current_version) REFERENCES content.page_version (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE crm.loyalty_account ALTER tier_id SET NOT NULL;
ALTER TABLE crm.customer_note ALTER staff_id SET NOT NULL;
ALTER TABLE sales.return_request ALTER reason_id SET NOT NULL, ALTER comment SET DEFAULT '';
ALTER TABLE sales.refund ALTER reason SET NOT NULL;
ALTER TABLE sales.sales_order VALIDATE CONSTRAINT sales_order_someone;
