-- An aggregate becomes parallel safe with a combine function, and changes its owner.
-- before
CREATE AGGREGATE a(float8) (SFUNC = float8pl, STYPE = float8);
-- after
CREATE AGGREGATE a(float8) (SFUNC = float8pl, STYPE = float8, COMBINEFUNC = float8pl, PARALLEL = SAFE);
ALTER AGGREGATE a(float8) OWNER TO owner_role;
COMMENT ON AGGREGATE a(float8) IS 'sum';
