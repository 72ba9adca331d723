-- Partial dates get a full set of operators and a class for indexes.
CREATE FUNCTION date_le(partial_date, partial_date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT public.sort_key($1) <= public.sort_key($2)';
CREATE FUNCTION date_eq(partial_date, partial_date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT public.sort_key($1) = public.sort_key($2)';
CREATE FUNCTION date_ge(partial_date, partial_date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT public.sort_key($1) >= public.sort_key($2)';
CREATE FUNCTION date_gt(partial_date, partial_date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT public.sort_key($1) > public.sort_key($2)';
CREATE FUNCTION date_cmp(partial_date, partial_date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT btint4cmp(public.sort_key($1), public.sort_key($2))';
DROP OPERATOR <~ (partial_date, partial_date);
CREATE OPERATOR <~ (FUNCTION = earlier, LEFTARG = partial_date, RIGHTARG = partial_date, COMMUTATOR = >~, NEGATOR = >=~, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <=~ (FUNCTION = date_le, LEFTARG = partial_date, RIGHTARG = partial_date, COMMUTATOR = >=~, NEGATOR = >~);
CREATE OPERATOR =~ (FUNCTION = date_eq, LEFTARG = partial_date, RIGHTARG = partial_date, COMMUTATOR = =~, RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR >=~ (FUNCTION = date_ge, LEFTARG = partial_date, RIGHTARG = partial_date, COMMUTATOR = <=~, NEGATOR = <~);
CREATE OPERATOR >~ (FUNCTION = date_gt, LEFTARG = partial_date, RIGHTARG = partial_date, COMMUTATOR = <~, NEGATOR = <=~);
CREATE OPERATOR CLASS partial_date_ops FOR TYPE partial_date USING btree AS OPERATOR 1 <~, OPERATOR 2 <=~, OPERATOR 3 =~, OPERATOR 4 >=~, OPERATOR 5 >~, FUNCTION 1 date_cmp(partial_date, partial_date);
CREATE INDEX performer_born_idx ON performer (born partial_date_ops) WHERE is_known(born);
CREATE INDEX release_country_released_idx ON release_country (released partial_date_ops DESC);
