-- The sequence of an identity column is logged or not on its own account.
-- since: 15
-- before
CREATE UNLOGGED TABLE t (id int GENERATED ALWAYS AS IDENTITY, n serial);
CREATE TABLE u (id int GENERATED ALWAYS AS IDENTITY, n serial);
-- after
CREATE UNLOGGED TABLE t (id int GENERATED ALWAYS AS IDENTITY, n serial);
ALTER SEQUENCE t_id_seq SET LOGGED;
CREATE UNLOGGED TABLE u (id int GENERATED ALWAYS AS IDENTITY, n serial);
ALTER SEQUENCE u_n_seq SET LOGGED;
