using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>The attributes of extensions; schemas have the first one.</summary>
internal static class Extension
{
    /// <summary>True when the files make it only where it is missing.</summary>
    internal static readonly Attribute<bool> IfNotExists = new("if_not_exists");

    internal static readonly Attribute<string> InSchema = new("in_schema"), Version = new("version");

    /// <summary>The comment that its script gives it.</summary>
    internal static readonly Attribute<string> OwnComment = new("own_comment");

    /// <summary>Says whether something has the type that it had, and only the schema of the type's extension is another one.</summary>
    internal static bool HasMovedWith(SchemaObject from, SchemaObject to) =>
        from.DependsOn.Where(e => e.Kind is ExtensionKind).Any(e =>
            to.DependsOn.FirstOrDefault(o => o.Id == e.Id) is { } moved && Within(from, e) is { } type && type == Within(to, moved));

    private static string? Within(SchemaObject item, SchemaObject extension) =>
        item[Column.Type] is { } type && extension[InSchema] + "." is var schema && type.StartsWith(schema, StringComparison.Ordinal)
            ? type[schema.Length..]
            : null;
}

/// <summary>What other objects are in.</summary>
internal static class Namespace
{
    internal const string Kind = "schema";

    /// <summary>Says whether a database has a schema.</summary>
    internal static bool Exists(DatabaseSchema database, string name) => database.Find(new(Kind, SqlIdentifier.Write(name))) is not null;
}

internal sealed class SchemaKind : Kind
{
    internal override string Name => Namespace.Kind;

    internal override uint Catalog => Schemas;

    internal override string OwnerWord => "SCHEMA";

    internal override bool IsNamespace => true;

    internal override Grants Grants { get; } = new("UC", string.Empty, "n");

    internal override bool IsAlike(SchemaObject from, SchemaObject to) => true;

    internal override bool IsShared(SchemaObject item, FactsOfFiles? facts) => facts?.IsShared(item.Name) is true;

    // Before PostgreSQL 15 the schema public belongs to the first superuser, and so it does after an upgrade.
    internal override bool IsOfInitdb(SchemaObject item) => item.Name == "public";

    internal override void LeaveOut(SchemaObject item, FactsOfFiles? facts, Func<string, bool> isBuilder)
    {
        if (facts is null || !facts.IsShared(item.Name)) return;
        item[Extension.IfNotExists] = true;
        if (!facts.Comments(item.Name)) item[Facets.Comment] = null;
        if (!facts.Grants(item.Name) && !isBuilder(item[Facets.Owner]!)) item.Remove(Facets.Privileges);
    }

    internal override string Query(int version) => $"""
        select n.oid, 0 as sub, {Global}, {Plain}, n.nspname::text as name, {Owner("n.nspowner")}, {Privileges('n', "n.nspacl", "n.nspowner")},
               null::text as if_not_exists
        from pg_namespace n where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"SCHEMA {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateSchema { Name: { } name } ? new(new(null, name.Text)) : null;

    /// <summary>How the files make it.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Extension.IfNotExists };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE SCHEMA {IfNotExists(item)}{item.Id.Address}")];

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) => IsLeft(item, scope) ? [Left(item)] : base.Drop(item, scope);

    internal static string IfNotExists(SchemaObject item) => item[Extension.IfNotExists] ? "IF NOT EXISTS " : string.Empty;

    /// <summary>Says whether a down migration leaves something:
    /// what is made only where it is missing may have been there before, and be somebody else's.</summary>
    internal static bool IsLeft(SchemaObject item, Scope scope) => scope.IsBack && item[Extension.IfNotExists];

    internal static Change Left(SchemaObject item) => new($"SELECT {SqlLiteral.Quote($"{item.Id} stays: it was made only where it was missing")}");
}

internal sealed class ExtensionKind : Kind
{
    private static readonly Attribute<IReadOnlyList<string>> Updates = new("updates");
    private static readonly Attribute<bool> Relocatable = new("relocatable");

    internal override string Name => "extension";

    internal override uint Catalog => Extensions;

    internal override bool DescribesValues => true;

    /// <summary>Its types are called by its schema.</summary>
    internal override bool IsAlike(SchemaObject from, SchemaObject to) => from[Extension.InSchema] == to[Extension.InSchema];

    internal override void LeaveOut(SchemaObject item, FactsOfFiles? facts, Func<string, bool> isBuilder)
    {
        if (item[Facets.Comment] == item[Extension.OwnComment]) item[Facets.Comment] = null;
        if (facts is null) return;
        if (!facts.NamesVersion(item.Name)) item[Extension.Version] = null;
        if (!facts.CommentsExtension(item.Name)) item[Facets.Comment] = null;
        if (facts.IsSharedExtension(item.Name)) item[Extension.IfNotExists] = true;
    }

    internal override string Query(int version) => $"""
        select e.oid, 0 as sub, {Global}, {Plain}, e.extname::text as name, quote_ident(n.nspname) as in_schema, e.extversion as version,
               e.extrelocatable::text as relocatable,
               null::text as if_not_exists, case e.extname when 'plpgsql' then 'PL/pgSQL procedural language'
                   else (select a.comment from pg_available_extensions() a where a.name = e.extname) end as own_comment,
               case when e.extname <> 'plpgsql' and exists (select from pg_available_extensions where name = e.extname) then
                   (select array_agg(p.target) from pg_extension_update_paths(e.extname) p where p.source = e.extversion and p.path is not null) end as updates
        from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        """;

    internal override string Reference(SchemaObject item) => $"EXTENSION {item.Id.Address}";

    /// <summary>How the files make it, what it says of itself, and where its scripts lead.</summary>
    internal override IReadOnlySet<string> Hints { get; } = new HashSet<string> { Extension.IfNotExists, Extension.OwnComment, Updates };

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE EXTENSION {SchemaKind.IfNotExists(item)}{item.Id.Address} WITH SCHEMA {item[Extension.InSchema]}{VersionOf(item)}")];

    private static string VersionOf(SchemaObject item) => item[Extension.Version] is { } version ? $" VERSION {SqlLiteral.Quote(version)}" : string.Empty;

    internal override IEnumerable<Change> Drop(SchemaObject item, Scope scope) =>
        StaysWithItsSchema(item, scope) ? [SchemaKind.Left(item)] : base.Drop(item, scope);

    // One in a schema that this down migration drops cannot stay, and was created here.
    private static bool StaysWithItsSchema(SchemaObject item, Scope scope) => SchemaKind.IsLeft(item, scope)
        && (scope.From.Find(Namespace.Kind, item[Extension.InSchema]!) is not { } schema || scope.To.Find(schema.Id) is not null
            || SchemaKind.IsLeft(schema, scope));

    /// <summary>The scripts of extensions lead to newer versions.</summary>
    internal override IReadOnlySet<string> OneWay { get; } = new HashSet<string> { Extension.Version };

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains(Extension.InSchema) && !from[Relocatable]) return null;
        if (attributes.Contains(Extension.Version) && to[Extension.Version] is not null && !scope.IsBack && from.Has(Updates)
            && !from[Updates].Contains(to[Extension.Version]!, StringComparer.Ordinal))
        {
            throw SchemaErrors.NoUpdate(from, to);
        }

        List<Change> changes = [];
        if (attributes.Contains(Extension.Version) && to[Extension.Version] is not null)
        {
            changes.Add(new(scope.IsBack
                ? $"SELECT {SqlLiteral.Quote($"extension {to.Id.Address} stays at version {from[Extension.Version]}")}"
                : $"ALTER EXTENSION {to.Id.Address} UPDATE TO {SqlLiteral.Quote(to[Extension.Version]!)}"));
        }

        if (attributes.Contains(Extension.InSchema)) changes.Add(new($"ALTER EXTENSION {to.Id.Address} SET SCHEMA {to[Extension.InSchema]}"));
        return changes;
    }
}

internal sealed class LanguageKind : Kind
{
    private static readonly Attribute<string> Handler = new("handler"), Inline = new("inline"), Validator = new("validator");
    private static readonly Attribute<bool> Trusted = new("trusted");

    internal override string Name => "language";

    internal override uint Catalog => Languages;

    internal override string OwnerWord => "LANGUAGE";

    internal override Grants Grants { get; } = new("U", "U", null);

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
        $"{(item[Trusted] ? "TRUSTED " : string.Empty)}LANGUAGE {item.Id.Address} HANDLER {item[Handler]}"
        + (item[Inline] is { } inline ? $" INLINE {inline}" : string.Empty)
        + (item[Validator] is { } validator ? $" VALIDATOR {validator}" : string.Empty);
}
