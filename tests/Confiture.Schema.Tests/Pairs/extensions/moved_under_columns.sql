-- An extension goes to another schema while columns have its types.
-- before
CREATE SCHEMA ext;
CREATE EXTENSION citext;
CREATE TABLE t (e citext DEFAULT 'x', f citext[]);
-- after
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE TABLE t (e ext.citext DEFAULT 'x', f ext.citext[]);
-- rows
INSERT INTO t VALUES ('A', '{B}');
