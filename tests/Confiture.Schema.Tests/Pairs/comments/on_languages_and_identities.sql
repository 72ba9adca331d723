-- Comments on a language, a foreign server and the sequence of an identity column.
-- both
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY);
CREATE TRUSTED LANGUAGE plother HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
-- before
COMMENT ON LANGUAGE plother IS 'one';
-- after
COMMENT ON LANGUAGE plother IS 'other';
COMMENT ON SEQUENCE t_id_seq IS 'counts';
