CREATE TABLE reading (
    sensor_id integer NOT NULL,
    taken_at timestamptz NOT NULL,
    place text NOT NULL DEFAULT ';',
    value double precision CHECK (value > '-Infinity'::float8)
) PARTITION BY RANGE (taken_at, (lower(place)));
CREATE TABLE "reading;2019_01" PARTITION OF reading -- quarter; of 2019
    FOR VALUES FROM ('2019-01-01', MINVALUE) TO ('2019-01-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2019_04" PARTITION OF reading -- quarter; of 2019
    FOR VALUES FROM ('2019-04-01', MINVALUE) TO ('2019-04-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2019_07" PARTITION OF reading -- quarter; of 2019
    FOR VALUES FROM ('2019-07-01', MINVALUE) TO ('2019-07-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2019_10" PARTITION OF reading -- quarter; of 2019
    FOR VALUES FROM ('2019-10-01', MINVALUE) TO ('2019-10-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2020_01" PARTITION OF reading -- quarter; of 2020
    FOR VALUES FROM ('2020-01-01', MINVALUE) TO ('2020-01-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2020_04" PARTITION OF reading -- quarter; of 2020
    FOR VALUES FROM ('2020-04-01', MINVALUE) TO ('2020-04-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2020_07" PARTITION OF reading -- quarter; of 2020
    FOR VALUES FROM ('2020-07-01', MINVALUE) TO ('2020-07-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2020_10" PARTITION OF reading -- quarter; of 2020
    FOR VALUES FROM ('2020-10-01', MINVALUE) TO ('2020-10-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2021_01" PARTITION OF reading -- quarter; of 2021
    FOR VALUES FROM ('2021-01-01', MINVALUE) TO ('2021-01-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2021_04" PARTITION OF reading -- quarter; of 2021
    FOR VALUES FROM ('2021-04-01', MINVALUE) TO ('2021-04-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2021_07" PARTITION OF reading -- quarter; of 2021
    FOR VALUES FROM ('2021-07-01', MINVALUE) TO ('2021-07-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2021_10" PARTITION OF reading -- quarter; of 2021
    FOR VALUES FROM ('2021-10-01', MINVALUE) TO ('2021-10-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2022_01" PARTITION OF reading -- quarter; of 2022
    FOR VALUES FROM ('2022-01-01', MINVALUE) TO ('2022-01-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2022_04" PARTITION OF reading -- quarter; of 2022
    FOR VALUES FROM ('2022-04-01', MINVALUE) TO ('2022-04-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2022_07" PARTITION OF reading -- quarter; of 2022
    FOR VALUES FROM ('2022-07-01', MINVALUE) TO ('2022-07-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2022_10" PARTITION OF reading -- quarter; of 2022
    FOR VALUES FROM ('2022-10-01', MINVALUE) TO ('2022-10-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2023_01" PARTITION OF reading -- quarter; of 2023
    FOR VALUES FROM ('2023-01-01', MINVALUE) TO ('2023-01-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2023_04" PARTITION OF reading -- quarter; of 2023
    FOR VALUES FROM ('2023-04-01', MINVALUE) TO ('2023-04-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2023_07" PARTITION OF reading -- quarter; of 2023
    FOR VALUES FROM ('2023-07-01', MINVALUE) TO ('2023-07-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2023_10" PARTITION OF reading -- quarter; of 2023
    FOR VALUES FROM ('2023-10-01', MINVALUE) TO ('2023-10-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2024_01" PARTITION OF reading -- quarter; of 2024
    FOR VALUES FROM ('2024-01-01', MINVALUE) TO ('2024-01-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2024_04" PARTITION OF reading -- quarter; of 2024
    FOR VALUES FROM ('2024-04-01', MINVALUE) TO ('2024-04-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2024_07" PARTITION OF reading -- quarter; of 2024
    FOR VALUES FROM ('2024-07-01', MINVALUE) TO ('2024-07-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE "reading;2024_10" PARTITION OF reading -- quarter; of 2024
    FOR VALUES FROM ('2024-10-01', MINVALUE) TO ('2024-10-28 23:59:59;', MAXVALUE) /* upper; bound */
    WITH (fillfactor = 70);
CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
CREATE TABLE by_list (k text, v int) PARTITION BY LIST (k);
CREATE TABLE by_list_1 PARTITION OF by_list FOR VALUES IN ('a;', 'b''', NULL, $$c;$$, E'\'');
CREATE TABLE by_list_2 PARTITION OF by_list (v DEFAULT 5, CONSTRAINT c CHECK (v > 0)) FOR VALUES IN ('z') PARTITION BY HASH (v);
CREATE TABLE by_list_2_0 PARTITION OF by_list_2 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_list_2_1 PARTITION OF by_list_2 FOR VALUES WITH (modulus 2, remainder 1);
ALTER TABLE reading ATTACH PARTITION old_reading FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2019-01-01', MINVALUE);
ALTER TABLE reading DETACH PARTITION "reading;2019_01" CONCURRENTLY;
ALTER TABLE reading DETACH PARTITION "reading;2019_04" FINALIZE;
ALTER INDEX reading_idx ATTACH PARTITION "reading;2020_01_idx";
SELECT tableoid::regclass, count(*) FROM reading GROUP BY 1 ORDER BY 1;
