-- A collation becomes non-deterministic under a domain and a composite type.
-- before
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2');
CREATE DOMAIN name_ci AS text COLLATE ci;
CREATE TYPE rec AS (n text COLLATE ci);
CREATE TABLE t (a name_ci, r rec);
-- after
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN name_ci AS text COLLATE ci;
CREATE TYPE rec AS (n text COLLATE ci);
CREATE TABLE t (a name_ci, r rec);
