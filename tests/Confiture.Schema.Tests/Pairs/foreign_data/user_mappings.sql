-- User mappings come, go and change their options, for PUBLIC too.
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
-- before
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (who 'any', depth '1');
CREATE USER MAPPING FOR alice SERVER s;
-- after
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (who 'all', colour 'red');
CREATE USER MAPPING FOR bob SERVER s OPTIONS ("Odd Key" 'odd '' value');
