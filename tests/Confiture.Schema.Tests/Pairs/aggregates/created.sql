-- Aggregates of all kinds appear: plain, moving, ordered-set, hypothetical, with parallel parts.
-- before
-- after
CREATE AGGREGATE my_sum(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE, SSPACE = 8);
CREATE AGGREGATE my_max(numeric) (SFUNC = numeric_larger, STYPE = numeric, SORTOP = >);
CREATE FUNCTION avg_state(point, float8) RETURNS point LANGUAGE sql IMMUTABLE AS 'SELECT point($1[0] + $2, $1[1] + 1)';
CREATE FUNCTION avg_final(point) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1[1] > 0 THEN $1[0] / $1[1] END';
CREATE AGGREGATE my_avg(float8) (SFUNC = avg_state, STYPE = point, FINALFUNC = avg_final, INITCOND = '(0,0)', MSFUNC = avg_state, MSTYPE = point, MINVFUNC = avg_state, MFINALFUNC = avg_final, MINITCOND = '(0,0)', FINALFUNC_MODIFY = SHAREABLE);
CREATE AGGREGATE my_percentile(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_WRITE);
CREATE AGGREGATE my_rank(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE my_count(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
COMMENT ON AGGREGATE my_sum(int) IS 'adds';
