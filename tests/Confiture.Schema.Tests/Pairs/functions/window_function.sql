-- A window function and a function with a support function appear.
-- before
-- after
CREATE FUNCTION my_row_number() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
CREATE FUNCTION my_series(int, int) RETURNS SETOF int LANGUAGE internal IMMUTABLE STRICT ROWS 1000 SUPPORT generate_series_int4_support AS 'generate_series_int4';
