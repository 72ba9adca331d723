-- An access method comes with a table that is kept by it, and goes.
-- before
-- after
CREATE ACCESS METHOD mine TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD mine IS 'as heap';
CREATE TABLE t (id int) USING mine;
