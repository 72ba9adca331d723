-- Owner and privileges of a schema change together, with grants of the old owner's making.
-- before
CREATE SCHEMA s AUTHORIZATION alice;
GRANT USAGE ON SCHEMA s TO app_reader;
GRANT CREATE, USAGE ON SCHEMA s TO app_writer WITH GRANT OPTION;
-- after
CREATE SCHEMA s AUTHORIZATION bob;
GRANT USAGE ON SCHEMA s TO PUBLIC;
GRANT CREATE ON SCHEMA s TO app_writer;
