using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class SchemaKind : Kind
{
    internal override string Name => "schema";

    internal override uint Catalog => Schemas;

    internal override string OwnerWord => "SCHEMA";

    internal override string Query(int version) => $"""
        select n.oid, 0 as sub, {Global}, {Plain}, n.nspname::text as name, {Owner("n.nspowner")}, {Privileges('n', "n.nspacl", "n.nspowner")},
               null::text as if_not_exists
        from pg_namespace n where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"SCHEMA {item.Id.Address}";

    /// <summary>How the files make it.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { "if_not_exists" };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE SCHEMA {IfNotExists(item)}{item.Id.Address}")];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => IsLeft(item, scope) ? [Left(item)] : base.Drop(item, scope);

    internal static string IfNotExists(SchemaObject item) => item.Is("if_not_exists") ? "IF NOT EXISTS " : string.Empty;

    /// <summary>Says whether a way back leaves something: what is made only where it is missing may have been there before, and be somebody else's.</summary>
    internal static bool IsLeft(SchemaObject item, Scope scope) => scope.IsBack && item.Is("if_not_exists");

    internal static Change Left(SchemaObject item) => new($"SELECT {SqlLiteral.Quote($"{item.Id} stays: it was made only where it was missing")}");
}

internal sealed class ExtensionKind : Kind
{
    internal override string Name => "extension";

    internal override uint Catalog => Extensions;

    internal override string Query(int version) => $"""
        select e.oid, 0 as sub, {Global}, {Plain}, e.extname::text as name, quote_ident(n.nspname) as in_schema, e.extversion as version, e.extrelocatable::text as relocatable,
               null::text as if_not_exists, case e.extname when 'plpgsql' then 'PL/pgSQL procedural language'
                   else (select a.comment from pg_available_extensions() a where a.name = e.extname) end as own_comment,
               case when e.extname <> 'plpgsql' and exists (select from pg_available_extensions where name = e.extname) then
                   (select array_agg(p.target) from pg_extension_update_paths(e.extname) p where p.source = e.extversion and p.path is not null) end as updates
        from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        """;

    internal override string Reference(SchemaObject item) => $"EXTENSION {item.Id.Address}";

    /// <summary>How the files make it, what it says of itself, and where its scripts lead.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { "if_not_exists", "own_comment", "updates" };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE EXTENSION {SchemaKind.IfNotExists(item)}{item.Id.Address} WITH SCHEMA {item["in_schema"]}{VersionOf(item)}")];

    private static string VersionOf(SchemaObject item) => item["version"] is { } version ? $" VERSION {SqlLiteral.Quote(version)}" : string.Empty;

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => StaysWithItsSchema(item, scope) ? [SchemaKind.Left(item)] : base.Drop(item, scope);

    // One in a schema that this way back drops cannot stay, and was made here.
    private static bool StaysWithItsSchema(SchemaObject item, Scope scope) => SchemaKind.IsLeft(item, scope)
        && (scope.From.Find("schema", item["in_schema"]!) is not { } schema || scope.To.Find(schema.Id) is not null || SchemaKind.IsLeft(schema, scope));

    /// <summary>Says whether something has the type that it had, and only the schema of the type's extension is another one.</summary>
    internal static bool HasMovedWith(SchemaObject from, SchemaObject to) =>
        from.DependsOn.Where(e => e.Kind is ExtensionKind).Any(e =>
            to.DependsOn.FirstOrDefault(o => o.Id == e.Id) is { } moved && Within(from, e) is { } type && type == Within(to, moved));

    private static string? Within(SchemaObject item, SchemaObject extension) =>
        item["type"] is { } type && extension["in_schema"] + "." is var schema && type.StartsWith(schema, StringComparison.Ordinal) ? type[schema.Length..] : null;

    /// <summary>The scripts of extensions lead to newer versions.</summary>
    internal override IReadOnlySet<string> OneWay { get; } = new HashSet<string> { "version" };

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains("in_schema") && !from.Is("relocatable")) return null;
        if (attributes.Contains("version") && to["version"] is not null && !scope.IsBack && from["updates"] is not null && !from.ListOf("updates").Contains(to["version"]!, StringComparer.Ordinal)) throw SchemaErrors.NoUpdate(from, to);
        List<Change> changes = [];
        if (attributes.Contains("version") && to["version"] is not null) changes.Add(new(scope.IsBack ? $"SELECT {SqlLiteral.Quote($"extension {to.Id.Address} stays at version {from["version"]}")}" : $"ALTER EXTENSION {to.Id.Address} UPDATE TO {SqlLiteral.Quote(to["version"]!)}"));
        if (attributes.Contains("in_schema")) changes.Add(new($"ALTER EXTENSION {to.Id.Address} SET SCHEMA {to["in_schema"]}"));
        return changes;
    }
}

internal sealed class LanguageKind : Kind
{
    internal override string Name => "language";

    internal override uint Catalog => Languages;

    internal override string OwnerWord => "LANGUAGE";

    internal override string Query(int version) => $"""
        select l.oid, 0 as sub, {Global}, {Plain}, l.lanname::text as name, {Owner("l.lanowner")}, {Privileges('l', "l.lanacl", "l.lanowner")},
               l.lanpltrusted::text as trusted, {NameOf("l.lanplcallfoid", "pg_proc", "pro")} as handler,
               {NameOf("l.laninline", "pg_proc", "pro")} as inline, {NameOf("l.lanvalidator", "pg_proc", "pro")} as validator
        from pg_language l where l.lanispl
        """;

    internal override string Reference(SchemaObject item) => $"LANGUAGE {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Words(item)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        [new($"CREATE OR REPLACE {Words(to)}")];

    private static string Words(SchemaObject item) =>
        $"{(item.Is("trusted") ? "TRUSTED " : string.Empty)}LANGUAGE {item.Id.Address} HANDLER {item["handler"]}"
        + (item["inline"] is { } inline ? $" INLINE {inline}" : string.Empty)
        + (item["validator"] is { } validator ? $" VALIDATOR {validator}" : string.Empty);
}
