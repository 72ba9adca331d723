-- Owners of objects whose owners must be superusers do not change, their comments do.
-- both
CREATE TABLE t (a int PRIMARY KEY);
CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION ev();
CREATE PUBLICATION pub FOR TABLE t;
-- before
ALTER FUNCTION ev() OWNER TO alice;
-- after
ALTER FUNCTION ev() OWNER TO bob;
COMMENT ON EVENT TRIGGER et IS 'still ours';
