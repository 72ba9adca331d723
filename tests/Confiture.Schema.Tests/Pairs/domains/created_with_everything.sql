-- A domain with default, checks, collation and NOT NULL appears.
-- before
-- after
CREATE DOMAIN iban AS varchar(34) COLLATE "C" DEFAULT 'none' NOT NULL CONSTRAINT iban_len CHECK (length(VALUE) > 3) CONSTRAINT iban_upper CHECK (VALUE = upper(VALUE) OR VALUE = 'none');
COMMENT ON DOMAIN iban IS 'bank account';
COMMENT ON CONSTRAINT iban_len ON DOMAIN iban IS 'long enough';
CREATE TABLE bank (id int, i iban, others iban[]);
