-- The sequence options of an identity column change.
-- before
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 5 MAXVALUE 1000 CYCLE CACHE 7), v int);
-- after
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (START 20 INCREMENT -1 MINVALUE -100 MAXVALUE 50), v int);
