-- Names have letters of many scripts, combining marks and symbols.
-- before
CREATE TABLE größe (straße text, "ÄÖÜ" int);
-- after
CREATE TABLE größe (straße varchar(20), "ÄÖÜ" int, "名前" text, "имя" text, "🙂" int, "e´" int);
CREATE VIEW "ビュー" AS SELECT "名前", "имя" FROM größe;
CREATE TYPE "ערך" AS ENUM ('ä', '値', 'значение');
CREATE FUNCTION "función"("año" int) RETURNS int LANGUAGE sql AS 'SELECT "año" + 1';
COMMENT ON TABLE größe IS 'Größe — 大きさ';
