-- is Unclassified at 'GARBAGE' of CREATE TABLE
CREATE TABLE t (a int) GARBAGE;

-- is Unclassified at the end of CREATE TABLE
CREATE TABLE;

-- is Unclassified at ')' of CREATE TABLE
CREATE TABLE t (a int,);

-- is Unclassified at ')' of CREATE TABLE
CREATE TABLE t (a int DEFAULT);

-- is Unclassified at the end of ALTER TABLE
ALTER TABLE t;

-- is Unclassified at the end of ALTER TABLE
ALTER TABLE t ADD COLUMN;

-- is Unclassified at 'FROB' of ALTER TABLE
ALTER TABLE t ADD COLUMN a int, FROB b;

-- is Unclassified at 'b' of ALTER TABLE
ALTER TABLE t DROP COLUMN a b;

-- is Unclassified at the end of CREATE INDEX
CREATE INDEX i ON t;

-- is Unclassified at ')' of CREATE INDEX
CREATE INDEX i ON t ();

-- is Unclassified at 'TABLE' of CREATE UNIQUE TABLE
CREATE UNIQUE TABLE t (a int);

-- is Unclassified at 'TABLE' of CREATE OR REPLACE
CREATE OR REPLACE TABLE t (a int);

-- is Unclassified at the end of CREATE VIEW
CREATE VIEW v AS DELETE FROM t;

-- is Unclassified at the end of CREATE VIEW
CREATE VIEW v;

-- is Unclassified at 'GIZMO' of CREATE
CREATE GIZMO g;

-- is Unclassified at 'GIZMO' of DROP
DROP GIZMO g;

-- is Unclassified at the end of DROP TABLE
DROP TABLE;

-- is Unclassified at 't' of DROP COLUMN
DROP COLUMN t.a;

-- is Unclassified at 'GIZMO' of ALTER
ALTER GIZMO g RENAME TO h;

-- is Unclassified at 'FROBNICATE' of FROBNICATE
FROBNICATE t;

-- is Unclassified at the end of INSERT INTO
INSERT INTO t;

-- is Unclassified at 't' of INSERT
INSERT t VALUES (1);

-- is Unclassified at the end of UPDATE
UPDATE t;

-- is Unclassified at 't' of DELETE
DELETE t;

-- is Unclassified at 'LIMIT' of DELETE FROM
DELETE FROM t LIMIT 1;

-- is Unclassified at the end of MERGE INTO
MERGE INTO t USING u ON true;

-- is Unclassified at the end of GRANT SELECT ON
GRANT SELECT ON t;

-- is Unclassified at 'TO' of REVOKE SELECT ON
REVOKE SELECT ON t TO bob;

-- is Unclassified at the end of SET
SET;

-- is Unclassified at 'RETURNS' of CREATE FUNCTION
CREATE FUNCTION f RETURNS int;

-- is Unclassified at 'FROBNICATE' of CREATE FUNCTION
CREATE FUNCTION f() RETURNS int BEGIN ATOMIC FROBNICATE; END;

-- is Unclassified at 'FROBNICATE' of CREATE RULE
CREATE RULE r AS ON INSERT TO t DO (FROBNICATE);

-- is Unclassified at the end of CREATE SCHEMA
CREATE SCHEMA s DROP TABLE t;

-- is Unclassified at 'a' of ALTER TYPE
ALTER TYPE t ADD VALUE a;

-- is Unclassified at the end of TRUNCATE
TRUNCATE;

-- is Unclassified at the end of COPY
COPY t FROM;

-- is Unclassified at ')' of CREATE TABLE
CREATE TABLE t (a int CHECK ());

-- is Unclassified at '"select"' of 
"select" 1;

-- is Unclassified at ''text'' of 
'text';

-- is Unclassified at '1' of 
1;

-- is Unclassified at 'CREATE' of WITH
WITH a AS (SELECT 1) CREATE TABLE t (a int);

-- is Unclassified at ']' of CREATE TABLE
CREATE TABLE t (a int]);

-- is Unclassified at the end of VACUUM
VACUUM (FULL t;
