-- A check that was never looked at is validated, and its function reads a table that is new.
-- rows
INSERT INTO t VALUES (1);
-- before
CREATE FUNCTION fits(int) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN true; END';
CREATE TABLE t (v int);
ALTER TABLE t ADD CONSTRAINT v_fits CHECK (fits(v)) NOT VALID;
-- after
CREATE TABLE limits (least int);
CREATE FUNCTION fits(int) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN $1 >= coalesce((SELECT max(least) FROM public.limits), 0); END';
CREATE TABLE t (v int, CONSTRAINT v_fits CHECK (fits(v)));
