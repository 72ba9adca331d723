-- Überschrift; 日本語; 😀; Ελληνικά; 𝔘𝔫𝔦𝔠𝔬𝔡𝔢
CREATE TABLE "Größe;" ("naïve;" text DEFAULT 'déjà; vu', été integer, 日本 text, "😀;" text, ñandú_1 int);
CREATE TABLE таблица (поле текст, другое$поле int, é int);
INSERT INTO "Größe;" ("naïve;", été, 日本, "😀;") VALUES ('ça; va', 1, '日本;語', '😀;😀'), (E'é\'; à', 2, $$日;$$, $é$;$é$);
SELECT "😀;", été, été FROM "Größe;" WHERE 日本 = '語''; ' -- commentaire; à la fin 😀
;
SELECT 'é' AS é, U&'\00e9;' AS "é;", U&"\00e9;" FROM t; /* 😀 /* 日本; */ é; */ SELECT 1;
SELECT '𝔘;', "𝔘;".𝔘 FROM "𝔘;"; SELECT 𝔘$1, 𝔘 FROM 𝔗;
DO $ünïcödé$ BEGIN RAISE NOTICE '😀; $unicode$'; END $ünïcödé$;
COMMENT ON COLUMN "Größe;"."😀;" IS '👩‍👩‍👧‍👦; a family of one glyph';
CREATE FUNCTION "𝒻;"(été int) RETURNS int LANGUAGE plpgsql AS $𝒻$ BEGIN RETURN été; -- 😀
END; $𝒻$;
SELECT 1 AS nbsp; -- a no-break space is a letter of a name
SELECT 'right to left: שלום; עולם', 'combining: é; ñ', 'zero width: a​b;', 'bom: ;';
SELECT ' ', ' ', '　;'; -- line and paragraph separators are no line ends here;
SELECT a FROM t -- the comment goes on after this   SELECT no; 
WHERE b = 'x';
SELECT é, a FROM (SELECT 1 AS é, 2 AS a) AS ô; SELECT'é'AS é;SELECT"é"FROM t;
