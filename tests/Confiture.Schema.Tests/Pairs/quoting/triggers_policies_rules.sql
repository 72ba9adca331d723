-- Triggers, rules, policies, constraints and statistics have quoted names.
-- both
CREATE TABLE "T t" ("C c" int, d int);
CREATE FUNCTION "F f"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- before
CREATE TRIGGER "A trigger" BEFORE UPDATE OF "C c" ON "T t" FOR EACH ROW WHEN (NEW."C c" > 0) EXECUTE FUNCTION "F f"('x y', '"');
-- after
CREATE TRIGGER "A ""Trigger""" BEFORE UPDATE OF "C c" ON "T t" FOR EACH ROW WHEN (NEW."C c" > 1) EXECUTE FUNCTION "F f"('x''y', '\');
CREATE RULE "R r" AS ON DELETE TO "T t" WHERE OLD."C c" = 1 DO INSTEAD NOTHING;
CREATE POLICY "P p" ON "T t" USING ("C c" > 0);
ALTER TABLE "T t" ADD CONSTRAINT "K ""k""" CHECK ("C c" > 0);
CREATE STATISTICS "S s" ON "C c", d FROM "T t";
