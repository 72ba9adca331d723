-- Estimates and recurring tickets were never used.
DROP TABLE work.estimate;
DROP TABLE work.recurring_ticket;
DROP TABLE billing.coupon;
DROP TABLE chat.mention;
ALTER TABLE work.checklist_item ADD COLUMN assignee_id bigint, ADD FOREIGN KEY (tenant_id, assignee_id) REFERENCES auth.membership (tenant_id, id);
