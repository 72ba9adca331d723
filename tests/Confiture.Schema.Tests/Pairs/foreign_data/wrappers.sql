-- Wrappers without handlers appear, change options, validators and owners.
-- before
CREATE FOREIGN DATA WRAPPER w OPTIONS (a '1', b '2');
CREATE FOREIGN DATA WRAPPER gone;
-- after
CREATE FOREIGN DATA WRAPPER w VALIDATOR postgresql_fdw_validator;
CREATE FOREIGN DATA WRAPPER fresh OPTIONS (x 'it''s', "Odd Name" '');
COMMENT ON FOREIGN DATA WRAPPER fresh IS 'new';
GRANT USAGE ON FOREIGN DATA WRAPPER fresh TO alice;
