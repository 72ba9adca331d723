-- Serial and identity columns with quoted names make sequences whose names need quotes.
-- before
CREATE TABLE "My Table" ("My Id" serial, "Other" int);
-- after
CREATE TABLE "My Table" ("My Id" serial PRIMARY KEY, "Other" int GENERATED ALWAYS AS IDENTITY);
CREATE SEQUENCE "My Seq" OWNED BY "My Table"."Other";
GRANT USAGE ON SEQUENCE "My Table_My Id_seq" TO app_writer;
