using Confiture.Sql;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

/// <summary>How tables or indexes keep their rows.</summary>
internal sealed class AccessMethodKind : Kind
{
    private static readonly Attribute<string> Type = new("type"), Handler = new("handler");

    internal override string Name => "access method";

    internal override uint Catalog => AccessMethods;

    internal override string Query(int version) => $"""
        select a.oid, 0 as sub, {Global}, {Plain}, a.amname::text as name, case a.amtype when 't' then 'TABLE' else 'INDEX' end as type,
               {NameOf("a.amhandler", "pg_proc", "pro")} as handler
        from pg_am a where a.oid >= 16384
        """;

    internal override string Reference(SchemaObject item) => $"ACCESS METHOD {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Reference(item)} TYPE {item[Type]} HANDLER {item[Handler]}")];
}

/// <summary>Conversions from one encoding to another.</summary>
internal sealed class ConversionKind : Kind
{
    private static readonly Attribute<string> Source = new("source"), Target = new("target"), Function = new("function");
    private static readonly Attribute<bool> IsDefault = new("is_default");

    internal override string Name => "conversion";

    internal override uint Catalog => Conversions;

    internal override string OwnerWord => "CONVERSION";

    internal override string Query(int version) => $"""
        select c.oid, 0 as sub, {InSchema}, {Plain}, c.conname::text as name, {Owner("c.conowner")}, pg_encoding_to_char(c.conforencoding)::text as source,
               pg_encoding_to_char(c.contoencoding)::text as target,
               {NameOf("c.conproc", "pg_proc", "pro")} as function, c.condefault::text as is_default
        from pg_conversion c join pg_namespace n on n.oid = c.connamespace where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"CONVERSION {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {(item[IsDefault] ? "DEFAULT " : string.Empty)}{Reference(item)} FOR {SqlLiteral.Quote(item[Source]!)} TO "
            + $"{SqlLiteral.Quote(item[Target]!)} FROM {item[Function]}")];
}
