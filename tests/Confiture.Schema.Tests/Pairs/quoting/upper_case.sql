-- Names differ only in their case.
-- before
CREATE TABLE "Thing" (id int, "Id" int, "ID" int);
CREATE TABLE thing (id int);
CREATE INDEX "Thing_id" ON "Thing" (id);
-- after
CREATE TABLE "Thing" (id int, "Id" bigint);
CREATE TABLE "THING" (id int);
CREATE INDEX "thing_Id" ON "Thing" ("Id");
