-- A table with every common kind of column appears, and goes again on the way back.
-- before
-- after
CREATE TABLE customer (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    name varchar(80) NOT NULL DEFAULT 'unknown',
    balance numeric(12,2) NOT NULL DEFAULT 0,
    tags text[] NOT NULL DEFAULT '{}',
    born date,
    seen timestamptz(3) DEFAULT now(),
    settings jsonb NOT NULL DEFAULT '{"theme": "light"}',
    CONSTRAINT customer_email_key UNIQUE (email),
    CONSTRAINT customer_balance_check CHECK (balance >= 0)
);
CREATE INDEX customer_seen_idx ON customer (seen DESC NULLS LAST);
COMMENT ON TABLE customer IS 'Who buys';
