-- A table without any column appears.
-- before
-- after
CREATE TABLE marker ();
COMMENT ON TABLE marker IS 'exists, nothing more';
