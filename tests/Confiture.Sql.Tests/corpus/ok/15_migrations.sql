-- migration 1; up
ALTER TABLE shop.product
    ADD COLUMN extra_1 text NOT NULL DEFAULT 'x;1', -- the 1-th; column
    ADD CONSTRAINT extra_1_check CHECK (extra_1 <> '' /* not; empty */);
/* fill; in batches /* nested; 1 */ */
UPDATE shop.product SET extra_1 = upper(code) || ';' || $$1;$$ WHERE id % 1 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_1" ON shop.product (extra_1) WHERE extra_1 <> E'\'1;';
CREATE OR REPLACE FUNCTION shop.extra_1(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 1 THEN 'it''s 1;' ELSE extra_1 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_1 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 1;
);
DO $m1$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_1') THEN
        CREATE TYPE kind_1 AS ENUM ('a;', 'b''1');
    END IF;
END $m1$;
COMMENT ON FUNCTION shop.extra_1(bigint) IS 'Extra; 1';

-- migration 2; up
ALTER TABLE shop.product
    ADD COLUMN extra_2 text NOT NULL DEFAULT 'x;2', -- the 2-th; column
    ADD CONSTRAINT extra_2_check CHECK (extra_2 <> '' /* not; empty */);
/* fill; in batches /* nested; 2 */ */
UPDATE shop.product SET extra_2 = upper(code) || ';' || $$2;$$ WHERE id % 2 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_2" ON shop.product (extra_2) WHERE extra_2 <> E'\'2;';
CREATE OR REPLACE FUNCTION shop.extra_2(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 2 THEN 'it''s 2;' ELSE extra_2 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_2 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 2;
);
DO $m2$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_2') THEN
        CREATE TYPE kind_2 AS ENUM ('a;', 'b''2');
    END IF;
END $m2$;
COMMENT ON FUNCTION shop.extra_2(bigint) IS 'Extra; 2';

-- migration 3; up
ALTER TABLE shop.product
    ADD COLUMN extra_3 text NOT NULL DEFAULT 'x;3', -- the 3-th; column
    ADD CONSTRAINT extra_3_check CHECK (extra_3 <> '' /* not; empty */);
/* fill; in batches /* nested; 3 */ */
UPDATE shop.product SET extra_3 = upper(code) || ';' || $$3;$$ WHERE id % 3 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_3" ON shop.product (extra_3) WHERE extra_3 <> E'\'3;';
CREATE OR REPLACE FUNCTION shop.extra_3(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 3 THEN 'it''s 3;' ELSE extra_3 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_3 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 3;
);
DO $m3$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_3') THEN
        CREATE TYPE kind_3 AS ENUM ('a;', 'b''3');
    END IF;
END $m3$;
COMMENT ON FUNCTION shop.extra_3(bigint) IS 'Extra; 3';

-- migration 4; up
ALTER TABLE shop.product
    ADD COLUMN extra_4 text NOT NULL DEFAULT 'x;4', -- the 4-th; column
    ADD CONSTRAINT extra_4_check CHECK (extra_4 <> '' /* not; empty */);
/* fill; in batches /* nested; 4 */ */
UPDATE shop.product SET extra_4 = upper(code) || ';' || $$4;$$ WHERE id % 4 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_4" ON shop.product (extra_4) WHERE extra_4 <> E'\'4;';
CREATE OR REPLACE FUNCTION shop.extra_4(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 4 THEN 'it''s 4;' ELSE extra_4 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_4 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 4;
);
DO $m4$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_4') THEN
        CREATE TYPE kind_4 AS ENUM ('a;', 'b''4');
    END IF;
END $m4$;
COMMENT ON FUNCTION shop.extra_4(bigint) IS 'Extra; 4';

-- migration 5; up
ALTER TABLE shop.product
    ADD COLUMN extra_5 text NOT NULL DEFAULT 'x;5', -- the 5-th; column
    ADD CONSTRAINT extra_5_check CHECK (extra_5 <> '' /* not; empty */);
/* fill; in batches /* nested; 5 */ */
UPDATE shop.product SET extra_5 = upper(code) || ';' || $$5;$$ WHERE id % 5 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_5" ON shop.product (extra_5) WHERE extra_5 <> E'\'5;';
CREATE OR REPLACE FUNCTION shop.extra_5(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 5 THEN 'it''s 5;' ELSE extra_5 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_5 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 5;
);
DO $m5$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_5') THEN
        CREATE TYPE kind_5 AS ENUM ('a;', 'b''5');
    END IF;
END $m5$;
COMMENT ON FUNCTION shop.extra_5(bigint) IS 'Extra; 5';

-- migration 6; up
ALTER TABLE shop.product
    ADD COLUMN extra_6 text NOT NULL DEFAULT 'x;6', -- the 6-th; column
    ADD CONSTRAINT extra_6_check CHECK (extra_6 <> '' /* not; empty */);
/* fill; in batches /* nested; 6 */ */
UPDATE shop.product SET extra_6 = upper(code) || ';' || $$6;$$ WHERE id % 6 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_6" ON shop.product (extra_6) WHERE extra_6 <> E'\'6;';
CREATE OR REPLACE FUNCTION shop.extra_6(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 6 THEN 'it''s 6;' ELSE extra_6 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_6 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 6;
);
DO $m6$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_6') THEN
        CREATE TYPE kind_6 AS ENUM ('a;', 'b''6');
    END IF;
END $m6$;
COMMENT ON FUNCTION shop.extra_6(bigint) IS 'Extra; 6';

-- migration 7; up
ALTER TABLE shop.product
    ADD COLUMN extra_7 text NOT NULL DEFAULT 'x;7', -- the 7-th; column
    ADD CONSTRAINT extra_7_check CHECK (extra_7 <> '' /* not; empty */);
/* fill; in batches /* nested; 7 */ */
UPDATE shop.product SET extra_7 = upper(code) || ';' || $$7;$$ WHERE id % 7 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_7" ON shop.product (extra_7) WHERE extra_7 <> E'\'7;';
CREATE OR REPLACE FUNCTION shop.extra_7(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 7 THEN 'it''s 7;' ELSE extra_7 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_7 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 7;
);
DO $m7$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_7') THEN
        CREATE TYPE kind_7 AS ENUM ('a;', 'b''7');
    END IF;
END $m7$;
COMMENT ON FUNCTION shop.extra_7(bigint) IS 'Extra; 7';

-- migration 8; up
ALTER TABLE shop.product
    ADD COLUMN extra_8 text NOT NULL DEFAULT 'x;8', -- the 8-th; column
    ADD CONSTRAINT extra_8_check CHECK (extra_8 <> '' /* not; empty */);
/* fill; in batches /* nested; 8 */ */
UPDATE shop.product SET extra_8 = upper(code) || ';' || $$8;$$ WHERE id % 8 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_8" ON shop.product (extra_8) WHERE extra_8 <> E'\'8;';
CREATE OR REPLACE FUNCTION shop.extra_8(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 8 THEN 'it''s 8;' ELSE extra_8 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_8 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 8;
);
DO $m8$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_8') THEN
        CREATE TYPE kind_8 AS ENUM ('a;', 'b''8');
    END IF;
END $m8$;
COMMENT ON FUNCTION shop.extra_8(bigint) IS 'Extra; 8';

-- migration 9; up
ALTER TABLE shop.product
    ADD COLUMN extra_9 text NOT NULL DEFAULT 'x;9', -- the 9-th; column
    ADD CONSTRAINT extra_9_check CHECK (extra_9 <> '' /* not; empty */);
/* fill; in batches /* nested; 9 */ */
UPDATE shop.product SET extra_9 = upper(code) || ';' || $$9;$$ WHERE id % 9 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_9" ON shop.product (extra_9) WHERE extra_9 <> E'\'9;';
CREATE OR REPLACE FUNCTION shop.extra_9(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 9 THEN 'it''s 9;' ELSE extra_9 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_9 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 9;
);
DO $m9$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_9') THEN
        CREATE TYPE kind_9 AS ENUM ('a;', 'b''9');
    END IF;
END $m9$;
COMMENT ON FUNCTION shop.extra_9(bigint) IS 'Extra; 9';

-- migration 10; up
ALTER TABLE shop.product
    ADD COLUMN extra_10 text NOT NULL DEFAULT 'x;10', -- the 10-th; column
    ADD CONSTRAINT extra_10_check CHECK (extra_10 <> '' /* not; empty */);
/* fill; in batches /* nested; 10 */ */
UPDATE shop.product SET extra_10 = upper(code) || ';' || $$10;$$ WHERE id % 10 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_10" ON shop.product (extra_10) WHERE extra_10 <> E'\'10;';
CREATE OR REPLACE FUNCTION shop.extra_10(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 10 THEN 'it''s 10;' ELSE extra_10 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_10 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 10;
);
DO $m10$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_10') THEN
        CREATE TYPE kind_10 AS ENUM ('a;', 'b''10');
    END IF;
END $m10$;
COMMENT ON FUNCTION shop.extra_10(bigint) IS 'Extra; 10';

-- migration 11; up
ALTER TABLE shop.product
    ADD COLUMN extra_11 text NOT NULL DEFAULT 'x;11', -- the 11-th; column
    ADD CONSTRAINT extra_11_check CHECK (extra_11 <> '' /* not; empty */);
/* fill; in batches /* nested; 11 */ */
UPDATE shop.product SET extra_11 = upper(code) || ';' || $$11;$$ WHERE id % 11 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_11" ON shop.product (extra_11) WHERE extra_11 <> E'\'11;';
CREATE OR REPLACE FUNCTION shop.extra_11(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 11 THEN 'it''s 11;' ELSE extra_11 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_11 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 11;
);
DO $m11$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_11') THEN
        CREATE TYPE kind_11 AS ENUM ('a;', 'b''11');
    END IF;
END $m11$;
COMMENT ON FUNCTION shop.extra_11(bigint) IS 'Extra; 11';

-- migration 12; up
ALTER TABLE shop.product
    ADD COLUMN extra_12 text NOT NULL DEFAULT 'x;12', -- the 12-th; column
    ADD CONSTRAINT extra_12_check CHECK (extra_12 <> '' /* not; empty */);
/* fill; in batches /* nested; 12 */ */
UPDATE shop.product SET extra_12 = upper(code) || ';' || $$12;$$ WHERE id % 12 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_12" ON shop.product (extra_12) WHERE extra_12 <> E'\'12;';
CREATE OR REPLACE FUNCTION shop.extra_12(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 12 THEN 'it''s 12;' ELSE extra_12 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_12 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 12;
);
DO $m12$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_12') THEN
        CREATE TYPE kind_12 AS ENUM ('a;', 'b''12');
    END IF;
END $m12$;
COMMENT ON FUNCTION shop.extra_12(bigint) IS 'Extra; 12';

-- migration 13; up
ALTER TABLE shop.product
    ADD COLUMN extra_13 text NOT NULL DEFAULT 'x;13', -- the 13-th; column
    ADD CONSTRAINT extra_13_check CHECK (extra_13 <> '' /* not; empty */);
/* fill; in batches /* nested; 13 */ */
UPDATE shop.product SET extra_13 = upper(code) || ';' || $$13;$$ WHERE id % 13 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_13" ON shop.product (extra_13) WHERE extra_13 <> E'\'13;';
CREATE OR REPLACE FUNCTION shop.extra_13(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 13 THEN 'it''s 13;' ELSE extra_13 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_13 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 13;
);
DO $m13$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_13') THEN
        CREATE TYPE kind_13 AS ENUM ('a;', 'b''13');
    END IF;
END $m13$;
COMMENT ON FUNCTION shop.extra_13(bigint) IS 'Extra; 13';

-- migration 14; up
ALTER TABLE shop.product
    ADD COLUMN extra_14 text NOT NULL DEFAULT 'x;14', -- the 14-th; column
    ADD CONSTRAINT extra_14_check CHECK (extra_14 <> '' /* not; empty */);
/* fill; in batches /* nested; 14 */ */
UPDATE shop.product SET extra_14 = upper(code) || ';' || $$14;$$ WHERE id % 14 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_14" ON shop.product (extra_14) WHERE extra_14 <> E'\'14;';
CREATE OR REPLACE FUNCTION shop.extra_14(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 14 THEN 'it''s 14;' ELSE extra_14 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_14 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 14;
);
DO $m14$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_14') THEN
        CREATE TYPE kind_14 AS ENUM ('a;', 'b''14');
    END IF;
END $m14$;
COMMENT ON FUNCTION shop.extra_14(bigint) IS 'Extra; 14';

-- migration 15; up
ALTER TABLE shop.product
    ADD COLUMN extra_15 text NOT NULL DEFAULT 'x;15', -- the 15-th; column
    ADD CONSTRAINT extra_15_check CHECK (extra_15 <> '' /* not; empty */);
/* fill; in batches /* nested; 15 */ */
UPDATE shop.product SET extra_15 = upper(code) || ';' || $$15;$$ WHERE id % 15 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_15" ON shop.product (extra_15) WHERE extra_15 <> E'\'15;';
CREATE OR REPLACE FUNCTION shop.extra_15(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 15 THEN 'it''s 15;' ELSE extra_15 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_15 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 15;
);
DO $m15$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_15') THEN
        CREATE TYPE kind_15 AS ENUM ('a;', 'b''15');
    END IF;
END $m15$;
COMMENT ON FUNCTION shop.extra_15(bigint) IS 'Extra; 15';

-- migration 16; up
ALTER TABLE shop.product
    ADD COLUMN extra_16 text NOT NULL DEFAULT 'x;16', -- the 16-th; column
    ADD CONSTRAINT extra_16_check CHECK (extra_16 <> '' /* not; empty */);
/* fill; in batches /* nested; 16 */ */
UPDATE shop.product SET extra_16 = upper(code) || ';' || $$16;$$ WHERE id % 16 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_16" ON shop.product (extra_16) WHERE extra_16 <> E'\'16;';
CREATE OR REPLACE FUNCTION shop.extra_16(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 16 THEN 'it''s 16;' ELSE extra_16 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_16 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 16;
);
DO $m16$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_16') THEN
        CREATE TYPE kind_16 AS ENUM ('a;', 'b''16');
    END IF;
END $m16$;
COMMENT ON FUNCTION shop.extra_16(bigint) IS 'Extra; 16';

-- migration 17; up
ALTER TABLE shop.product
    ADD COLUMN extra_17 text NOT NULL DEFAULT 'x;17', -- the 17-th; column
    ADD CONSTRAINT extra_17_check CHECK (extra_17 <> '' /* not; empty */);
/* fill; in batches /* nested; 17 */ */
UPDATE shop.product SET extra_17 = upper(code) || ';' || $$17;$$ WHERE id % 17 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_17" ON shop.product (extra_17) WHERE extra_17 <> E'\'17;';
CREATE OR REPLACE FUNCTION shop.extra_17(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 17 THEN 'it''s 17;' ELSE extra_17 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_17 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 17;
);
DO $m17$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_17') THEN
        CREATE TYPE kind_17 AS ENUM ('a;', 'b''17');
    END IF;
END $m17$;
COMMENT ON FUNCTION shop.extra_17(bigint) IS 'Extra; 17';

-- migration 18; up
ALTER TABLE shop.product
    ADD COLUMN extra_18 text NOT NULL DEFAULT 'x;18', -- the 18-th; column
    ADD CONSTRAINT extra_18_check CHECK (extra_18 <> '' /* not; empty */);
/* fill; in batches /* nested; 18 */ */
UPDATE shop.product SET extra_18 = upper(code) || ';' || $$18;$$ WHERE id % 18 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_18" ON shop.product (extra_18) WHERE extra_18 <> E'\'18;';
CREATE OR REPLACE FUNCTION shop.extra_18(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 18 THEN 'it''s 18;' ELSE extra_18 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_18 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 18;
);
DO $m18$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_18') THEN
        CREATE TYPE kind_18 AS ENUM ('a;', 'b''18');
    END IF;
END $m18$;
COMMENT ON FUNCTION shop.extra_18(bigint) IS 'Extra; 18';

-- migration 19; up
ALTER TABLE shop.product
    ADD COLUMN extra_19 text NOT NULL DEFAULT 'x;19', -- the 19-th; column
    ADD CONSTRAINT extra_19_check CHECK (extra_19 <> '' /* not; empty */);
/* fill; in batches /* nested; 19 */ */
UPDATE shop.product SET extra_19 = upper(code) || ';' || $$19;$$ WHERE id % 19 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_19" ON shop.product (extra_19) WHERE extra_19 <> E'\'19;';
CREATE OR REPLACE FUNCTION shop.extra_19(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 19 THEN 'it''s 19;' ELSE extra_19 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_19 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 19;
);
DO $m19$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_19') THEN
        CREATE TYPE kind_19 AS ENUM ('a;', 'b''19');
    END IF;
END $m19$;
COMMENT ON FUNCTION shop.extra_19(bigint) IS 'Extra; 19';

-- migration 20; up
ALTER TABLE shop.product
    ADD COLUMN extra_20 text NOT NULL DEFAULT 'x;20', -- the 20-th; column
    ADD CONSTRAINT extra_20_check CHECK (extra_20 <> '' /* not; empty */);
/* fill; in batches /* nested; 20 */ */
UPDATE shop.product SET extra_20 = upper(code) || ';' || $$20;$$ WHERE id % 20 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_20" ON shop.product (extra_20) WHERE extra_20 <> E'\'20;';
CREATE OR REPLACE FUNCTION shop.extra_20(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 20 THEN 'it''s 20;' ELSE extra_20 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_20 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 20;
);
DO $m20$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_20') THEN
        CREATE TYPE kind_20 AS ENUM ('a;', 'b''20');
    END IF;
END $m20$;
COMMENT ON FUNCTION shop.extra_20(bigint) IS 'Extra; 20';

-- migration 21; up
ALTER TABLE shop.product
    ADD COLUMN extra_21 text NOT NULL DEFAULT 'x;21', -- the 21-th; column
    ADD CONSTRAINT extra_21_check CHECK (extra_21 <> '' /* not; empty */);
/* fill; in batches /* nested; 21 */ */
UPDATE shop.product SET extra_21 = upper(code) || ';' || $$21;$$ WHERE id % 21 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_21" ON shop.product (extra_21) WHERE extra_21 <> E'\'21;';
CREATE OR REPLACE FUNCTION shop.extra_21(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 21 THEN 'it''s 21;' ELSE extra_21 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_21 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 21;
);
DO $m21$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_21') THEN
        CREATE TYPE kind_21 AS ENUM ('a;', 'b''21');
    END IF;
END $m21$;
COMMENT ON FUNCTION shop.extra_21(bigint) IS 'Extra; 21';

-- migration 22; up
ALTER TABLE shop.product
    ADD COLUMN extra_22 text NOT NULL DEFAULT 'x;22', -- the 22-th; column
    ADD CONSTRAINT extra_22_check CHECK (extra_22 <> '' /* not; empty */);
/* fill; in batches /* nested; 22 */ */
UPDATE shop.product SET extra_22 = upper(code) || ';' || $$22;$$ WHERE id % 22 = 0;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "product;extra_22" ON shop.product (extra_22) WHERE extra_22 <> E'\'22;';
CREATE OR REPLACE FUNCTION shop.extra_22(p_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN p_id = 22 THEN 'it''s 22;' ELSE extra_22 END FROM shop.product WHERE id = p_id;
END;
CREATE RULE extra_22 AS ON DELETE TO shop.product_view DO INSTEAD (
    DELETE FROM shop.product WHERE id = OLD.id; UPDATE shop.counter SET n = n - 22;
);
DO $m22$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'kind_22') THEN
        CREATE TYPE kind_22 AS ENUM ('a;', 'b''22');
    END IF;
END $m22$;
COMMENT ON FUNCTION shop.extra_22(bigint) IS 'Extra; 22';

