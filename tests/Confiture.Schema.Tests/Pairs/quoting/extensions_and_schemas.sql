-- A schema that needs quotes holds an extension whose types and operators are used.
-- before
-- after
CREATE SCHEMA "Ext ""1""";
CREATE EXTENSION citext SCHEMA "Ext ""1""";
CREATE TABLE "Ext ""1""".t (a "Ext ""1""".citext DEFAULT 'x'::"Ext ""1""".citext UNIQUE, b "Ext ""1""".citext[]);
CREATE VIEW v AS SELECT a FROM "Ext ""1""".t WHERE a OPERATOR("Ext ""1""".=) 'y'::"Ext ""1""".citext;
CREATE INDEX "I 1" ON "Ext ""1""".t (a "Ext ""1""".citext_pattern_ops);
