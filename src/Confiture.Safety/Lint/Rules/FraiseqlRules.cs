using Confiture.Schema;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>The conventions of projects whose tables are written by functions and read as JSON: names say what an object is for, and each
/// table has three keys, one for joins, one for the outside and one for people.</summary>
internal static class FraiseqlRules
{
    private const string Table = "tb_", Projection = "tv_", View = "v_", Function = "fn_", PrimaryKey = "pk_", ForeignKey = "fk_";
    private const string Trinity = "CREATE TABLE tb_user (\n    pk_user bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    "
        + "id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,\n    identifier text NOT NULL UNIQUE\n);";

    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("fraiseql-table-name", Naming, Warning, "A table whose name starts with neither tb_ nor tv_")
        {
            Profile = LintProfile.Fraiseql,
            Why = "The name says whether rows are written (tb_) or projected from others (tv_).",
            Safer = "Name tables tb_NAME and tables of projected JSON tv_NAME.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);",
            Good = Trinity,
            OfSchema = static c => Tables(c).Where(t => !Begins(t, Table) && !Begins(t, Projection))
                .Select(t => new SchemaMark(t, $"{t.Name} starts with neither tb_ nor tv_")),
        },
        new("fraiseql-view-name", Naming, Warning, "A view whose name does not start with v_")
        {
            Profile = LintProfile.Fraiseql,
            Why = "Readers tell views from tables by their names.",
            Safer = "Name views v_NAME, and materialized ones mv_NAME.",
            Bad = "CREATE VIEW users AS SELECT 1 AS id;",
            Good = "CREATE VIEW v_user AS SELECT 1 AS id;",
            OfSchema = static c => c.Of("view").Where(v => !Begins(v, View)).Select(v => new SchemaMark(v, $"{v.Name} does not start with v_"))
                .Concat(c.Of("materialized view").Where(v => !Begins(v, "mv_")).Select(v => new SchemaMark(v, $"{v.Name} does not start with mv_"))),
        },
        new("fraiseql-function-name", Naming, Warning, "A function whose name does not start with fn_")
        {
            Profile = LintProfile.Fraiseql,
            Why = "Functions are the interface for writing, and are found by their names.",
            Safer = "Name functions fn_VERB_NAME.",
            Bad = "CREATE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT 42';",
            Good = "CREATE FUNCTION fn_answer() RETURNS integer LANGUAGE sql AS 'SELECT 42';",
            OfSchema = static c => c.Of("routine").Where(r => !Begins(r, Function)).Select(r => new SchemaMark(r, $"{r.Name} does not start with fn_")),
        },
        new("fraiseql-primary-key", Structure, Error, "A tb_ table whose primary key is not a counted pk_ column")
        {
            Profile = LintProfile.Fraiseql,
            Why = "Joins and foreign keys use a short number that never leaves the database.",
            Safer = "pk_NAME bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            Bad = "CREATE TABLE tb_user (\n    id uuid NOT NULL PRIMARY KEY,\n    identifier text NOT NULL UNIQUE\n);",
            Good = Trinity,
            OfSchema = static c =>
                from t in Tables(c)
                where Begins(t, Table)
                let name = PrimaryKey + t.Name[Table.Length..]
                where KeyRules.Column(t, name) is not { } key || key["identity"] is null || !IsAlone(t, name, "p")
                select new SchemaMark(t, $"{t.Name} has no identity primary key {name}"),
        },
        new("fraiseql-public-id", Structure, Error, "A tb_ table without id uuid NOT NULL UNIQUE")
        {
            Profile = LintProfile.Fraiseql,
            Why = "The outside knows rows by an id that tells nothing about their number.",
            Safer = "id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE",
            Bad = "CREATE TABLE tb_user (\n    pk_user bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    identifier text NOT NULL UNIQUE\n);",
            Good = Trinity,
            OfSchema = static c => Lacking(c, "id", "uuid"),
        },
        new("fraiseql-identifier", Structure, Warning, "A tb_ table without identifier text NOT NULL UNIQUE")
        {
            Profile = LintProfile.Fraiseql,
            Why = "People and URLs name rows by a word.",
            Safer = "identifier text NOT NULL UNIQUE",
            Bad = "CREATE TABLE tb_user (\n    pk_user bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    "
                + "id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE\n);",
            Good = Trinity,
            OfSchema = static c => Lacking(c, "identifier", "text"),
        },
        new("fraiseql-foreign-key", Structure, Warning, "A foreign key that does not lead from an fk_ column to a pk_ column")
        {
            Profile = LintProfile.Fraiseql,
            Why = "Keys of the outside in joins are longer, and change when the outside does.",
            Safer = "fk_NAME bigint NOT NULL REFERENCES tb_NAME (pk_NAME)",
            Bad = $"{Trinity}\nCREATE TABLE tb_post (\n    pk_post bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    "
                + "id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,\n    identifier text NOT NULL UNIQUE,\n    "
                + "user_id uuid NOT NULL REFERENCES tb_user (id)\n);",
            Good = $"{Trinity}\nCREATE TABLE tb_post (\n    pk_post bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    "
                + "id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,\n    identifier text NOT NULL UNIQUE,\n    "
                + "fk_user bigint NOT NULL REFERENCES tb_user (pk_user)\n);",
            BadLine = 10,
            OfSchema = static c =>
                from t in Tables(c)
                where Begins(t, Table)
                from k in SchemaContext.ConstraintsOf(t, "f")
                where k.ReferredTable is { } other && (!KeyRules.ColumnsOf(k).All(n => n.StartsWith(ForeignKey, StringComparison.Ordinal))
                    || !KeyRules.Referred(k, other).All(n => n.StartsWith(PrimaryKey, StringComparison.Ordinal)))
                select new SchemaMark(k, $"{t.Name}.{string.Join(", ", KeyRules.ColumnsOf(k))} is no fk_ column that references a pk_ column"),
        },
        new("fraiseql-projection", Structure, Warning, "A tv_ table without id uuid and data jsonb NOT NULL")
        {
            Profile = LintProfile.Fraiseql,
            Why = "A projection is read by the public id and returned as it is.",
            Safer = "id uuid PRIMARY KEY, data jsonb NOT NULL",
            Bad = "CREATE TABLE tv_user (id bigint PRIMARY KEY, data json);",
            Good = "CREATE TABLE tv_user (id uuid PRIMARY KEY, data jsonb NOT NULL);",
            OfSchema = static c => Tables(c).Where(t => Begins(t, Projection) && !(KeyRules.Column(t, "id") is { } id && id["type"] == "uuid"
                    && (IsAlone(t, "id", "p") || IsAlone(t, "id", "u")) && KeyRules.Column(t, "data") is { } data && data["type"] == "jsonb"
                    && data["not_null"] is not null))
                .Select(t => new SchemaMark(t, $"{t.Name} has no unique id uuid with data jsonb NOT NULL")),
        },
    ];

    private static IEnumerable<SchemaObject> Tables(SchemaContext c) => c.Tables.Where(t => !SchemaContext.IsPartition(t));

    private static IEnumerable<SchemaMark> Lacking(SchemaContext c, string column, string type) =>
        Tables(c).Where(t => Begins(t, Table) && !(KeyRules.Column(t, column) is { } found && found["type"] == type && found["not_null"] is not null
                && (IsAlone(t, column, "u") || IsAlone(t, column, "p"))))
            .Select(t => new SchemaMark(t, $"{t.Name} has no {column} {type} NOT NULL UNIQUE"));

    private static bool IsAlone(SchemaObject table, string column, string type) =>
        SchemaContext.ConstraintsOf(table, type).Any(k => KeyRules.ColumnsOf(k) is [var only] && only == column);

    private static bool Begins(SchemaObject item, string prefix) => item.Name.StartsWith(prefix, StringComparison.Ordinal);
}
