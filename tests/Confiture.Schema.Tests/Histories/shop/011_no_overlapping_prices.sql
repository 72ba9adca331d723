-- Two prices of one list may not overlap, and codes are unique without regard to case.
ALTER TABLE pricing.price ADD CONSTRAINT price_no_overlap EXCLUDE USING gist (price_list_id WITH =, variant_id WITH =, valid WITH &&);
ALTER TABLE pricing.coupon DROP CONSTRAINT coupon_code_key;
CREATE UNIQUE INDEX coupon_code_key ON pricing.coupon (lower(code));
ALTER TABLE pricing.gift_card ADD CONSTRAINT gift_card_balance_check CHECK (balance <= initial);
ALTER TABLE crm.wishlist_item DROP CONSTRAINT wishlist_item_wishlist_id_variant_id_key, ADD CONSTRAINT wishlist_item_once UNIQUE (wishlist_id, variant_id) DEFERRABLE INITIALLY DEFERRED;
