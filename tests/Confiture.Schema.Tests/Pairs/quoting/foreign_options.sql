-- Foreign options and server names need quotes.
-- before
-- after
CREATE FOREIGN DATA WRAPPER "W w" OPTIONS ("Opt 1" 'it''s', "select" '\');
CREATE SERVER "S s" FOREIGN DATA WRAPPER "W w" OPTIONS ("a.b" '"');
CREATE USER MAPPING FOR alice SERVER "S s" OPTIONS ("User Name" 'O''Hara');
CREATE FOREIGN TABLE "F t" ("C 1" int OPTIONS ("k k" 'v v')) SERVER "S s" OPTIONS ("T" '');
