-- Parcels come back, and payments can be disputed.
ALTER TYPE sales.order_state ADD VALUE 'returned' AFTER 'shipped';
ALTER TYPE sales.order_state ADD VALUE 'on_hold' BEFORE 'picked';
ALTER TYPE sales.payment_state ADD VALUE 'disputed';
ALTER TYPE pricing.discount_kind ADD VALUE 'gift' AFTER 'amount';
