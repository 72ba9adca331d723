-- Names have spaces, quotes, dots, dollars, percent signs and braces.
-- before
CREATE SCHEMA "my schema";
CREATE TABLE "my schema"."a ""b"".c" ("col 1" int, "it's" text);
-- after
CREATE SCHEMA "my schema";
CREATE TABLE "my schema"."a ""b"".c" ("col 1" bigint, "it's" text DEFAULT 'it''s', "100%" int, "{0}" int, "$1" int, "a;b" int, "--x" int, "/*" int CHECK ("/*" > 0));
CREATE VIEW "my schema"."v ""'" AS SELECT "col 1", "it's", "{0}" FROM "my schema"."a ""b"".c";
COMMENT ON COLUMN "my schema"."a ""b"".c"."it's" IS 'it''s "quoted"';
