using Confiture.Schema;

using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Privileges and row security.</summary>
internal static class SecurityRules
{
    private const int InvokerViewsSince = 15_00_00;

    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("definer-without-search-path", Security, Error, "SECURITY DEFINER without its own search_path")
        {
            Why = "The caller's search_path decides which tables and functions the body uses: the caller can substitute others, which then run with the "
                + "owner's privileges.",
            Safer = "SET search_path = pg_catalog, pg_temp and qualify names in the body.",
            Bad = "CREATE FUNCTION one() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
            Good = "CREATE FUNCTION one() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1';",
            OfSchema = static c => c.Of("routine").Where(r => r["definition"]!.Contains(" SECURITY DEFINER", StringComparison.Ordinal)
                && !r["definition"]!.Contains(" SET search_path ", StringComparison.Ordinal))
                .Select(r => new SchemaMark(r, $"{r.Name} runs with its owner's privileges and its caller's search_path")),
        },
        new("public-grant", Security, Warning, "A privilege granted to PUBLIC")
        {
            Why = "Every role that can connect has it, including roles created later.",
            Safer = "GRANT it to a role.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nGRANT SELECT ON visits TO PUBLIC;",
            BadLine = 1,
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);",
            OfSchema = static c => c.Schema.Objects
                .Where(o => o.Id.Kind is "table" or "view" or "materialized view" or "sequence" or "column" or "foreign table"
                && o.Get("privileges") is not null && GrantsPublic(o)).Select(o => new SchemaMark(o, $"every role has privileges on {o.Name}")),
        },
        new("policy-without-row-security", Security, Error, "A policy on a table without row security")
        {
            Why = "The policy does nothing: everyone with access to the table sees every row.",
            Safer = "ALTER TABLE ... ENABLE ROW LEVEL SECURITY",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nCREATE POLICY visits_own ON visits USING (id > 0);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON "
                + "visits USING (id > 0);",
            OfSchema = static c => c.Of("policy").Where(p => p.Parent!["row_security"] == "false")
                .Select(p => new SchemaMark(p, $"row security of {p.Parent!.Name} is off, so {p.Name} does nothing")),
        },
        new("row-security-without-policy", Security, Warning, "Row security without a policy")
        {
            Why = "Only the owner sees any rows.",
            Safer = "CREATE POLICY",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;",
            BadLine = 1,
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON "
                + "visits USING (id > 0);",
            OfSchema = static c => c.Tables.Where(t => t.Is("row_security") && !t.Children.Any(p => p.Id.Kind == "policy"))
                .Select(t => new SchemaMark(t, $"only the owner sees the rows of {t.Name}")),
        },
        new("view-passes-row-security", Security, Warning, "A view that bypasses the row security of its table")
        {
            Why = "Policies are checked for the view's owner, so readers of the view can see rows that the table hides from them.",
            Safer = "Use WITH (security_invoker = true) on PostgreSQL 15 and newer.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON visits USING (id > "
                + "0);\nCREATE VIEW all_visits AS SELECT id FROM visits;",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON visits USING (id "
                + "> 0);\nCREATE VIEW all_visits WITH (security_invoker = true) AS SELECT id FROM visits;",
            OfSchema = static c => c.Schema.ServerVersion < InvokerViewsSince
                ? []
                : c.Of("view").Where(v => !v.ListOf("options").Any(o => o is "security_invoker=true" or "security_invoker=on" or "security_invoker=1")
                    && v.DependsOn.Any(d => (d.Parent ?? d).Get("row_security") == "true"))
                    .Select(v => new SchemaMark(v, $"{v.Name} shows rows that policies hide")),
        },
    ];

    private static bool GrantsPublic(SchemaObject item) => item.ListOf("privileges").Any(p => p.Contains(" TO PUBLIC", StringComparison.Ordinal));
}
