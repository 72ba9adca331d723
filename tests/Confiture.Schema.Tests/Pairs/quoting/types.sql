-- Types with quoted names are used in arrays, casts, defaults and functions.
-- before
CREATE TYPE "My Enum" AS ENUM ('A b', 'c''d');
CREATE TABLE t (v "My Enum" DEFAULT 'A b');
-- after
CREATE TYPE "My Enum" AS ENUM ('A b', 'c''d', 'e"f');
CREATE DOMAIN "My Domain" AS "My Enum"[] CHECK (VALUE <> '{}'::"My Enum"[]);
CREATE TYPE "My.Type" AS ("The X" int, "y" "My Enum");
CREATE TABLE t (v "My Enum" DEFAULT 'A b', w "My Enum"[] DEFAULT ARRAY['A b'::"My Enum"], x "My Domain", y "My.Type"[]);
CREATE VIEW w AS SELECT (y[1])."The X" AS "The X", v::text || ' ' AS "v " FROM t;
