-- The estimators of an operator change in place.
-- both
CREATE FUNCTION near(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~= $2';
-- before
CREATE OPERATOR <~> (FUNCTION = near, LEFTARG = point, RIGHTARG = point, RESTRICT = contsel, JOIN = contjoinsel);
-- after
CREATE OPERATOR <~> (FUNCTION = near, LEFTARG = point, RIGHTARG = point, RESTRICT = areasel);
