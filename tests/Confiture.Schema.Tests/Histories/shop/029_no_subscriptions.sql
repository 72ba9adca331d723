-- Nobody subscribed.
DROP TABLE sales.subscription_charge;
DROP TABLE sales.customer_subscription;
DROP TABLE sales.subscription_plan;
DROP TABLE crm.newsletter_delivery, crm.newsletter_issue;
ALTER TABLE crm.newsletter_subscriber ADD COLUMN source text;
DROP TRIGGER price_note ON pricing.price;
DROP FUNCTION pricing.note_price();
DROP TABLE pricing.price_change;
