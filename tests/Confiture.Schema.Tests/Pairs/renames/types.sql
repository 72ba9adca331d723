-- An enum, a domain, a composite and a range are renamed under columns and functions.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 'happy', 'a@b', '(1,2)');
-- before
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
CREATE TYPE pair AS (a int, b int);
CREATE TABLE t (id int, m mood DEFAULT 'sad', e mail, p pair);
CREATE FUNCTION f(mood) RETURNS mail LANGUAGE sql IMMUTABLE AS $$ SELECT 'a@b' $$;
-- after
-- confiture: renamed from mood
CREATE TYPE feeling AS ENUM ('sad', 'happy');
-- confiture: renamed from mail
CREATE DOMAIN email AS text CONSTRAINT mail_check CHECK (VALUE LIKE '%@%');
-- confiture: renamed from pair
CREATE TYPE couple AS (a int, b int);
CREATE TABLE t (id int, m feeling DEFAULT 'sad', e email, p couple);
CREATE FUNCTION f(feeling) RETURNS email LANGUAGE sql IMMUTABLE AS $$ SELECT 'a@b' $$;
