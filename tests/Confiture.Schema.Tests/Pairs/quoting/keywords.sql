-- Names are keywords of every class.
-- before
CREATE TABLE "table" ("select" int, "order" text, "user" int, "primary" int);
-- after
CREATE TABLE "table" ("select" int PRIMARY KEY, "order" text NOT NULL DEFAULT 'desc', "user" int CHECK ("user" > 0), "primary" int REFERENCES "table", "timestamp" timestamp, "interval" interval, "values" int[], "all" int, "left" int);
CREATE INDEX "index" ON "table" ("order", "all" DESC);
CREATE VIEW "view" AS SELECT "select", "order" AS "group", "left" FROM "table" "from" WHERE "user" IS NOT NULL;
CREATE FUNCTION "function"("in" int, OUT "out" int) LANGUAGE sql AS 'SELECT "in"';
CREATE SEQUENCE "sequence";
CREATE TYPE "type" AS ENUM ('enum');
CREATE POLICY "policy" ON "table" USING ("select" > 0);
