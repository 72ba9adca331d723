-- Names of 63 bytes end inside a letter of two bytes when cut.
-- before
-- after
CREATE TABLE "ääääääääääääääääääääääääääääääz" ("öööööööööööööööööööööööööööööööx" int PRIMARY KEY);
CREATE INDEX ON "ääääääääääääääääääääääääääääääz" ("öööööööööööööööööööööööööööööööx");
