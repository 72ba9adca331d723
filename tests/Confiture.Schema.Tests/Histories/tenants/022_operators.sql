-- Access levels are compared with an operator of their own.
CREATE FUNCTION docs.allows(docs.access_level, docs.access_level) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT $1 >= $2';
CREATE OPERATOR docs.~> (FUNCTION = docs.allows, LEFTARG = docs.access_level, RIGHTARG = docs.access_level, RESTRICT = scalargesel);
CREATE OPERATOR CLASS docs.level_hash_ops FOR TYPE docs.access_level USING hash AS OPERATOR 1 = (anyenum, anyenum), FUNCTION 1 (docs.access_level, docs.access_level) hashenum(anyenum);
CREATE INDEX document_permission_level_idx ON docs.document_permission USING hash (level docs.level_hash_ops);
CREATE AGGREGATE docs.highest(docs.access_level) (SFUNC = enum_larger, STYPE = docs.access_level, PARALLEL = SAFE);
CREATE VIEW docs.access AS SELECT tenant_id, document_id, docs.highest(level) AS level FROM docs.document_permission WHERE level OPERATOR(docs.~>) 'read'::docs.access_level GROUP BY tenant_id, document_id;
