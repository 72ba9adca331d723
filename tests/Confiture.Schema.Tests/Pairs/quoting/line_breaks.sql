-- Names, texts and settings hold line breaks, the marks of comments and the ends of quoted code.
-- both
CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE "p
DROP TABLE u; --" (at date NOT NULL, amount int) PARTITION BY RANGE (at);
-- rows
INSERT INTO "t
DROP TABLE u; -- $fill$ */" VALUES (1, 2);
-- before
CREATE TABLE "t
DROP TABLE u; -- $fill$ */" ("id
DROP TABLE u; --" int PRIMARY KEY, "n
DROP TABLE u; -- $retype$" int);
CREATE TABLE "gone
DROP TABLE u; --" (id int);
CREATE TABLE "p
2024" (at date NOT NULL, amount int);
ALTER TABLE "p
DROP TABLE u; --" ATTACH PARTITION "p
2024" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE u ADD COLUMN "lost
DROP TABLE u; --" text;
-- after
CREATE TABLE "t
DROP TABLE u; -- $fill$ */" ("id
DROP TABLE u; --" int PRIMARY KEY, "n
DROP TABLE u; -- $retype$" bigint);
CREATE TABLE "p
2024" (at date NOT NULL, amount int);
CREATE TYPE "e
DROP TABLE u; --" AS ENUM ('a
b', '$e$');
CREATE INDEX "i
DROP TABLE u; --" ON "t
DROP TABLE u; -- $fill$ */" ("n
DROP TABLE u; -- $retype$");
COMMENT ON TABLE "t
DROP TABLE u; -- $fill$ */" IS 'it''s
DROP TABLE u; --';
