using Confiture.Schema;
using Confiture.Sql;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Names and comments.</summary>
internal static class NameRules
{
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal)
    {
        "table",
        "view",
        "materialized view",
        "column",
        "index",
        "constraint",
        "sequence",
        "routine",
        "enum",
        "domain",
        "composite type",
        "trigger",
        "policy"
    };

    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("name-pattern", Naming, Warning, "A name that does not match the naming pattern")
        {
            Why = "A name with upper case or special characters must be quoted everywhere and is a different name without quotes.",
            Safer = "Use lower case, digits and underscores, or configure another pattern.",
            Option = "pattern: a regular expression for names (default ^[a-z_][a-z0-9_]*$)",
            Bad = "CREATE TABLE \"Visits\" (id bigint PRIMARY KEY);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);",
            OfSchema = static c => c.Schema.Objects.Where(o => Named.Contains(o.Id.Kind) && o.Get("above") != "true" && !c.Settings.NamePattern.IsMatch(o.Name)
                && !IsDerived(o, c)).Select(o => new SchemaMark(o, $"{o.Name} does not match {c.Settings.NamePattern}")),
        },
        new("reserved-name", Naming, Warning, "A name that is an SQL keyword")
        {
            Why = "It must be quoted in every statement.",
            Safer = "Another name.",
            Bad = "CREATE TABLE \"order\" (id bigint PRIMARY KEY);",
            Good = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            OfSchema = static c => c.Schema.Objects.Where(o => o.Id.Kind is "table" or "view" or "materialized view" or "column" && o.Get("above") != "true"
                    && c.Settings.NamePattern.IsMatch(o.Name) && SqlIdentifier.Write(o.Name) != o.Name
                    && o.Name.All(ch => char.IsAsciiLetterLower(ch) || ch == '_'))
                .Select(o => new SchemaMark(o, $"{o.Name} is an SQL keyword")),
        },
        new("missing-comment", Naming, Info, "A table, view or function without a comment")
        {
            Why = "Its purpose cannot be looked up in the database.",
            Safer = "COMMENT ON",
            IsOptIn = true,
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY);\nCOMMENT ON TABLE visits IS 'Who came, and when.';",
            OfSchema = static c => c.Schema.Objects.Where(o => o.Id.Kind is "table" or "view" or "materialized view" or "routine" && !(o.Id.Kind == "table"
                && SchemaContext.IsPartition(o)) && o.Get("comment") is null).Select(o => new SchemaMark(o, $"{o.Name} has no comment")),
        },
    ];

    // The server makes up names of constraints and sequences from that of their table, which is found by itself.
    private static bool IsDerived(SchemaObject item, SchemaContext c) =>
        item.Id.Kind is "constraint" or "sequence" or "index" && (item.Parent ?? item.OwningColumn?.Parent) is { } table
        && table.Children.Where(o => o.Id.Kind == "column")
            .Prepend(table).Any(o => o.Name.Length > 0 && !c.Settings.NamePattern.IsMatch(o.Name) && item.Name.Contains(o.Name, StringComparison.Ordinal));
}

/// <summary>Tables that tenants share.</summary>
internal static class TenantRule
{
    internal static LintRule Rule { get; } = new("missing-tenant-column", Structure, Error, "A table without the tenant column")
    {
        Why = "Where tenants share tables, a row without a tenant is visible to all.",
        Safer = "Add the tenant column as NOT NULL, or list the table under `except`.",
        IsOptIn = true,
        Option = "column: the tenant column (setting it turns the rule on); except: tables without tenants",
        Bad = "CREATE TABLE visits (id bigint PRIMARY KEY);",
        Good = "CREATE TABLE visits (id bigint PRIMARY KEY, tenant_id bigint NOT NULL);",
        OfSchema = static c => c.Settings.TenantColumn is not { } tenant ? [] : c.Tables
            .Where(t => !SchemaContext.IsPartition(t) && !c.Settings.TenantlessTables.Contains(t.Name)
                && !c.Settings.TenantlessTables.Contains($"{t.Schema}.{t.Name}") && KeyRules.Column(t, tenant) is not { } column)
            .Select(t => new SchemaMark(t, $"{t.Name} has no {tenant}"))
            .Concat(c.Tables.Where(t => KeyRules.Column(t, tenant) is { } column && column["not_null"] is null)
                .Select(t => new SchemaMark(KeyRules.Column(t, tenant)!, $"{t.Name}.{tenant} may be NULL"))),
    };
}
