using Confiture.Schema;

using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Who may do what.</summary>
internal static class SecurityRules
{
    private const int InvokerViewsSince = 15_00_00;

    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("definer-without-search-path", Security, Error, "SECURITY DEFINER without a search_path of its own")
        {
            Why = "The caller's search_path decides which tables and functions the body means: the caller can put others in their place, which then run with the owner's rights.",
            Safer = "SET search_path = pg_catalog, pg_temp, with qualified names in the body.",
            Bad = "CREATE FUNCTION one() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
            Good = "CREATE FUNCTION one() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1';",
            OfSchema = static c => c.Of("routine").Where(r => r["definition"]!.Contains(" SECURITY DEFINER", StringComparison.Ordinal) && !r["definition"]!.Contains(" SET search_path ", StringComparison.Ordinal)).Select(r => new SchemaMark(r, $"{r.Name} runs with its owner's rights and its caller's search_path")),
        },
        new("public-grant", Security, Warning, "A right that PUBLIC has")
        {
            Why = "Every role that can connect has it, also those that are made later.",
            Safer = "GRANT to a role.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nGRANT SELECT ON visits TO PUBLIC;",
            BadLine = 1,
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);",
            OfSchema = static c => c.Schema.Objects.Where(o => o.Id.Kind is "table" or "view" or "materialized view" or "sequence" or "column" or "foreign table" && o.Get("privileges") is not null && GrantsPublic(o)).Select(o => new SchemaMark(o, $"every role has rights on {o.Name}")),
        },
        new("policy-without-row-security", Security, Error, "A policy on a table whose row security is off")
        {
            Why = "The policy does nothing: everybody with a right on the table sees every row.",
            Safer = "ALTER TABLE ... ENABLE ROW LEVEL SECURITY",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nCREATE POLICY visits_own ON visits USING (id > 0);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON visits USING (id > 0);",
            OfSchema = static c => c.Of("policy").Where(p => p.Parent!["row_security"] == "false").Select(p => new SchemaMark(p, $"row security of {p.Parent!.Name} is off, so {p.Name} does nothing")),
        },
        new("row-security-without-policy", Security, Warning, "Row security without a policy")
        {
            Why = "Nobody but the owner sees a row.",
            Safer = "CREATE POLICY",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;",
            BadLine = 1,
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON visits USING (id > 0);",
            OfSchema = static c => c.Tables.Where(t => t.Is("row_security") && !t.Children.Any(p => p.Id.Kind == "policy")).Select(t => new SchemaMark(t, $"nobody but the owner sees a row of {t.Name}")),
        },
        new("view-passes-row-security", Security, Warning, "A view on a table with row security that reads it with its owner's rights")
        {
            Why = "The policies are applied to the view's owner, so whoever may read the view sees rows that the table hides from them.",
            Safer = "WITH (security_invoker = true), on PostgreSQL 15 and newer.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON visits USING (id > 0);\nCREATE VIEW all_visits AS SELECT id FROM visits;",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);\nALTER TABLE visits ENABLE ROW LEVEL SECURITY;\nCREATE POLICY visits_own ON visits USING (id > 0);\nCREATE VIEW all_visits WITH (security_invoker = true) AS SELECT id FROM visits;",
            OfSchema = static c => c.Schema.ServerVersion < InvokerViewsSince ? [] : c.Of("view").Where(v => !v.ListOf("options").Any(o => o is "security_invoker=true" or "security_invoker=on" or "security_invoker=1") && v.DependsOn.Any(d => (d.Parent ?? d).Get("row_security") == "true"))
                .Select(v => new SchemaMark(v, $"{v.Name} shows rows that policies hide")),
        },
    ];

    private static bool GrantsPublic(SchemaObject item) => item.ListOf("privileges").Any(p => p.Contains(" TO PUBLIC", StringComparison.Ordinal));
}
