-- Names of the business: a staff member is an employee, a tag is a label.
-- confiture: renamed from staff_role
ALTER TABLE admin.staff_role RENAME TO position;
-- confiture: renamed from shelf
ALTER TABLE stock.bin RENAME COLUMN shelf TO rack;
-- confiture: renamed from story
ALTER TABLE catalog.brand RENAME COLUMN story TO about;
-- confiture: renamed from movement_kind
ALTER TYPE stock.movement_kind RENAME TO movement_reason;
-- confiture: renamed from next_order_number
ALTER FUNCTION sales.next_order_number() RENAME TO new_order_number;
-- confiture: renamed from open_payment
ALTER VIEW sales.open_payment RENAME TO unpaid;
