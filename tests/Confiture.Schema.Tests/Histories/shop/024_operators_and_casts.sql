-- Dimensions can be compared by volume and shown as text.
CREATE FUNCTION shipping.volume(shipping.dimensions) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.length * $1.width * $1.height';
CREATE FUNCTION shipping.smaller(shipping.dimensions, shipping.dimensions) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT shipping.volume($1) < shipping.volume($2)';
CREATE FUNCTION shipping.larger(shipping.dimensions, shipping.dimensions) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT shipping.volume($1) > shipping.volume($2)';
CREATE OPERATOR shipping.<<< (FUNCTION = shipping.smaller, LEFTARG = shipping.dimensions, RIGHTARG = shipping.dimensions, COMMUTATOR = OPERATOR(shipping.>>>), RESTRICT = scalarltsel);
CREATE OPERATOR shipping.>>> (FUNCTION = shipping.larger, LEFTARG = shipping.dimensions, RIGHTARG = shipping.dimensions, COMMUTATOR = OPERATOR(shipping.<<<), RESTRICT = scalargtsel);
CREATE CAST (shipping.dimensions AS numeric) WITH FUNCTION shipping.volume(shipping.dimensions) AS ASSIGNMENT;
CREATE INDEX parcel_volume_idx ON shipping.parcel (shipping.volume(dimensions));
ALTER TABLE shipping.parcel ADD CONSTRAINT parcel_small CHECK (dimensions OPERATOR(shipping.<<<) ROW(1000, 1000, 1000, 'mm')::shipping.dimensions);
