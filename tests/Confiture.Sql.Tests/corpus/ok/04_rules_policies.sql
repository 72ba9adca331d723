CREATE RULE notify_me AS ON UPDATE TO customer DO ALSO NOTIFY customer;
CREATE OR REPLACE RULE many_things AS
    ON INSERT TO customer_view
    WHERE NEW.id > 0
    DO INSTEAD (
        INSERT INTO customer (name) VALUES (NEW.name);
        -- a comment; inside
        UPDATE counter SET n = n + (1) WHERE k = 'customer;';
        DELETE FROM cache WHERE k = (SELECT max(k) FROM (SELECT k FROM cache) AS x);
        SELECT 'nothing;)'
    );
CREATE RULE with_last_semicolon AS ON DELETE TO customer_view DO INSTEAD (
    DELETE FROM a WHERE id = OLD.id;
    DELETE FROM b WHERE id = OLD.id;
);
CREATE RULE empty_members AS ON DELETE TO v DO (; DELETE FROM a;; ; DELETE FROM b; ;);
CREATE RULE nothing AS ON UPDATE TO v DO INSTEAD NOTHING;
CREATE RULE one_in_parens AS ON UPDATE TO v DO INSTEAD (SELECT 1);
CREATE RULE "_RETURN" AS ON SELECT TO v DO INSTEAD SELECT 1 AS a, ';' AS b;
ALTER RULE nothing ON v RENAME TO "still;nothing";
DROP RULE IF EXISTS "still;nothing" ON v CASCADE;
ALTER TABLE v ENABLE REPLICA RULE one_in_parens;

ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON customer
    AS PERMISSIVE
    FOR ALL
    TO PUBLIC, CURRENT_USER
    USING (name = current_user OR name = ';')
    WITH CHECK (name = current_user);
CREATE POLICY "no; deletes" ON customer AS RESTRICTIVE FOR DELETE USING (false);
CREATE POLICY tenant ON customer
    USING (id IN (SELECT c.id FROM customer c WHERE c.tags @> ARRAY[current_setting('app.tenant', true)]));
ALTER POLICY own_rows ON customer TO PUBLIC USING (true) WITH CHECK (name <> '''');
DROP POLICY IF EXISTS "no; deletes" ON customer;

CREATE ROLE reader NOLOGIN NOINHERIT CONNECTION LIMIT 5 VALID UNTIL '2030-01-01;';
CREATE USER writer WITH ENCRYPTED PASSWORD 'pa;ss''word' IN ROLE reader;
ALTER ROLE reader SET search_path TO shop, "$user", public;
ALTER ROLE ALL IN DATABASE shop RESET ALL;
GRANT reader TO writer WITH ADMIN OPTION;
GRANT reader TO writer WITH INHERIT TRUE, SET FALSE GRANTED BY CURRENT_USER;
REVOKE ADMIN OPTION FOR reader FROM writer;
REASSIGN OWNED BY writer TO reader;
DROP OWNED BY writer CASCADE;
DROP ROLE IF EXISTS writer, reader;
SECURITY LABEL FOR dummy ON TABLE customer IS 'secret;';
CREATE PUBLICATION pub FOR TABLE customer (id, name) WHERE (id > 0 AND name <> ';'), "order" WITH (publish = 'insert, update');
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE SUBSCRIPTION sub CONNECTION 'host=a dbname=b;c' PUBLICATION pub WITH (connect = false, slot_name = NONE);
ALTER SUBSCRIPTION sub DISABLE; ALTER SUBSCRIPTION sub SET (slot_name = NONE); DROP SUBSCRIPTION sub;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public VERSION '1.1' CASCADE;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a;b', port '5432', dbname 'it''s');
CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user 'u', password 'p;');
CREATE FOREIGN TABLE far_customer (id bigint OPTIONS (column_name 'ID;') NOT NULL, name text COLLATE "C")
    SERVER far OPTIONS (schema_name 'public', table_name 'customer;');
IMPORT FOREIGN SCHEMA public LIMIT TO (a, b, "c;d") FROM SERVER far INTO shop OPTIONS (import_default 'true');
ALTER FOREIGN TABLE far_customer OPTIONS (ADD fetch_size '100', SET table_name 'x', DROP schema_name);
CREATE COLLATION numeric_order (provider = icu, locale = 'en-u-kn-true', deterministic = false);
CREATE CAST (text AS address) WITH FUNCTION to_address(text) AS ASSIGNMENT;
CREATE CAST (bigint AS address) WITHOUT FUNCTION;
CREATE CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
CREATE TEXT SEARCH CONFIGURATION french_plain (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION french_plain ALTER MAPPING FOR hword, word WITH unaccent, french_stem;
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLESPACE fast LOCATION '/srv/fast;disk';
CREATE DATABASE other TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' OWNER = postgres;
ALTER SYSTEM SET log_line_prefix = '%m [%p]; ';
ALTER DATABASE other SET standard_conforming_strings = on;
ALTER LARGE OBJECT 42 OWNER TO CURRENT_USER;
LOCK TABLE ONLY customer, "order" IN ACCESS EXCLUSIVE MODE NOWAIT;
CLUSTER VERBOSE customer USING customer_mail_key; REINDEX (VERBOSE, CONCURRENTLY) TABLE customer;
VACUUM (FULL, ANALYZE, PARALLEL 2) customer (id, name); ANALYZE VERBOSE customer; CHECKPOINT;
LISTEN "chan;nel"; NOTIFY "chan;nel", 'pay;load'; UNLISTEN *;
DISCARD ALL; RESET ALL; RESET search_path; SHOW ALL; SHOW search_path;
LOAD 'lib;rary';
DECLARE c BINARY INSENSITIVE NO SCROLL CURSOR WITH HOLD FOR SELECT ';'; FETCH FORWARD 5 FROM c; MOVE ABSOLUTE -1 IN c; CLOSE ALL;
PREPARE p (int, text) AS SELECT $1, $2 || ';'; EXECUTE p (1, 'a;b'); DEALLOCATE PREPARE ALL;
PREPARE transaction AS SELECT 1; DEALLOCATE transaction;
EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM customer WHERE name = ';';
COPY customer (id, name) FROM '/tmp/a;b.csv' WITH (FORMAT csv, HEADER true, DELIMITER ';', QUOTE '"', NULL '');
COPY (SELECT id, 'stdin;' FROM customer) TO PROGRAM 'cat > /dev/null; true' CSV;
COPY stdin FROM '/tmp/stdin'; COPY stdout TO '/tmp/stdout';
COPY (SELECT * FROM stdin) TO '/tmp/x';
