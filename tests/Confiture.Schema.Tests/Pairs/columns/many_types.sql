-- Every built-in family of types appears as a column, with modifiers, and goes.
-- before
CREATE TABLE all_types (id int PRIMARY KEY);
-- after
CREATE TABLE all_types (
    id int PRIMARY KEY, c1 smallint, c2 real, c3 double precision, c4 numeric, c5 numeric(5), c6 numeric(20,5), c7 money,
    c8 char, c9 char(7), c10 varchar, c11 varchar(255)[], c12 "char", c13 name, c14 bytea, c15 time, c16 time(2) with time zone,
    c17 timestamp(0), c18 timestamptz, c19 interval, c20 interval year to month, c21 interval day to second(3), c22 interval(4),
    c23 bit, c24 bit(8), c25 bit varying, c26 bit varying(12), c27 inet, c28 cidr, c29 macaddr, c30 macaddr8, c31 uuid, c32 xml,
    c33 json, c34 jsonb, c35 jsonpath, c36 tsvector, c37 tsquery, c38 point, c39 line, c40 lseg, c41 box, c42 path, c43 polygon,
    c44 circle, c45 int4range, c46 nummultirange, c47 tstzrange, c48 oid, c49 regclass, c50 regtype[], c51 pg_lsn, c52 int[][],
    c53 date[], c54 boolean, c55 xid8, c56 datemultirange
);
