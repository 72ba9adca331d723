using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Tables that are more than they seem.</summary>
internal static class StructureRules
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("unlogged-table", Structure, Warning, "An unlogged table")
        {
            Why = "It is empty after a crash and on every replica.",
            Safer = "Use a logged table, or ignore this rule if the rows can be recreated.",
            Bad = "CREATE UNLOGGED TABLE visits (id bigint PRIMARY KEY);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);",
            OfSchema = static c => c.Tables.Where(t => t.Is("unlogged")).Select(t => new SchemaMark(t, $"{t.Name} is empty after a crash")),
        },
        new("inherited-table", Structure, Info, "INHERITS")
        {
            Why = "Primary keys, foreign keys and indexes of the parent do not apply to the rows of its child tables.",
            Safer = "Use partitions, or a foreign key to the common table.",
            Bad = "CREATE TABLE animals (id bigint PRIMARY KEY);\nCREATE TABLE dogs (PRIMARY KEY (id)) INHERITS (animals);",
            Good = "CREATE TABLE animals (id bigint PRIMARY KEY);\nCREATE TABLE dogs (id bigint PRIMARY KEY REFERENCES animals);",
            OfSchema = static c => c.Tables.Where(t => !SchemaContext.IsPartition(t) && t.Get("inherits") is not null)
                .Select(t => new SchemaMark(t, $"keys of the parent do not apply to {t.Name}")),
        },
        new("rule-on-table", Structure, Warning, "CREATE RULE")
        {
            Why = "A rule rewrites statements: it can evaluate expressions twice and does not apply to COPY.",
            Safer = "A trigger, or a view.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nCREATE RULE visits_kept AS ON DELETE TO visits DO INSTEAD NOTHING;",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);",
            OfSchema = static c => c.Of("rule").Select(r => new SchemaMark(r, $"rule {r.Name} rewrites statements")),
        },
        new("domain-with-constraint", Structure, Info, "A domain with a constraint")
        {
            Why = "Changing the constraint blocks writes to every table with a column of the domain while all rows are checked.",
            Safer = "Use a check on each table.",
            IsOptIn = true,
            Bad = "CREATE DOMAIN percent AS integer CHECK (VALUE <= 100);",
            Good = "CREATE DOMAIN percent AS integer;",
            OfStatement = static c => c.Node is CreateDomain domain && domain.Constraints.Any(k => k is CheckConstraint or NotNullConstraint)
                ? [c.Mark($"{domain.Name.Name} checks its values")]
                : [],
            OfSchema = static c => c.Of("domain").Where(d => d.Is("not_null") || d.Children.Any(k => k.Id.Kind == "domain constraint"))
                .Select(d => new SchemaMark(d, $"{d.Name} checks its values")),
        },
        new("invalid-index", Structure, Error, "An invalid index")
        {
            Why = "A concurrent build of it failed: writes maintain it, reads never use it, and a unique one may be violated.",
            Safer = "DROP INDEX CONCURRENTLY and rebuild it.",
            Bad = "CREATE TABLE visits (id bigint, day date) PARTITION BY RANGE (day);\nCREATE TABLE visits_1 PARTITION OF visits DEFAULT;\nCREATE INDEX "
                + "visits_id_idx ON ONLY visits (id);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, day date);\nCREATE INDEX visits_day_idx ON visits (day);",
            OfSchema = static c => c.Of("index").Where(i => i["valid"] == "false").Select(i => new SchemaMark(i, $"{i.Name} is not valid")),
        },
    ];
}
