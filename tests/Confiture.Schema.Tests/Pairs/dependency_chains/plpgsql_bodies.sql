-- Textual bodies name tables, types and functions that are replaced in the same change.
-- before
CREATE TYPE kind AS (a int, b int);
CREATE TABLE src (id int, k kind);
CREATE FUNCTION helper(int) RETURNS kind LANGUAGE plpgsql AS $$ DECLARE k kind; BEGIN SELECT s.k INTO k FROM src s WHERE s.id = $1; RETURN k; END $$;
CREATE FUNCTION outer_one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (helper(1)).a; END $$;
-- after
CREATE TABLE kind (a int, b int, c int);
CREATE TABLE source (id int, k kind);
CREATE FUNCTION helper(bigint) RETURNS kind LANGUAGE plpgsql AS $$ DECLARE k kind; BEGIN SELECT s.k INTO k FROM source s WHERE s.id = $1; RETURN k; END $$;
CREATE FUNCTION outer_one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (helper(1::bigint)).a; END $$;
