using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Schema.CatalogSql;

namespace Confiture.Schema;

internal sealed class CollationKind : Kind
{
    private static readonly Attribute<string> Provider = new("provider"), Locale = new("locale"), LcCollate = new("lc_collate"), LcCtype = new(
        "lc_ctype"), Rules = new("rules");
    private static readonly Attribute<bool> Deterministic = new("deterministic");

    internal override string Name => "collation";

    internal override uint Catalog => Collations;

    internal override string OwnerWord => "COLLATION";

    internal override bool DescribesValues => true;

    internal override bool StepsAside(SchemaObject item, PlannedActions actions) => actions.IsKeptByColumns(item);

    internal override string Query(int version) => $"""
        select k.oid, 0 as sub, {InSchema}, {Plain}, k.collname::text as name, {Owner("k.collowner")}, k.collprovider::text as provider,
               k.collisdeterministic::text as deterministic,
               k.collcollate::text as lc_collate, k.collctype::text as lc_ctype,
               {(version >= 17_00_00 ? "k.colllocale::text" : version >= 15_00_00 ? "k.colliculocale::text"
                   : "case when k.collprovider = 'i' then k.collcollate::text end")} as locale,
               {(version >= 16_00_00 ? "k.collicurules" : "null::text")} as rules
        from pg_collation k join pg_namespace n on n.oid = k.collnamespace where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"COLLATION {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) => statement is CreateCollation collation ? new(collation.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        List<string> parts = [$"PROVIDER = {item[Provider] switch { "i" => "icu", "b" => "builtin", _ => "libc" }}"];
        if (!item[Deterministic]) parts.Add("DETERMINISTIC = false");
        if (item[Locale] is { } locale) parts.Add($"LOCALE = {SqlLiteral.Quote(locale)}");
        else parts.AddRange([$"LC_COLLATE = {SqlLiteral.Quote(item[LcCollate]!)}", $"LC_CTYPE = {SqlLiteral.Quote(item[LcCtype]!)}"]);
        if (item[Rules] is { } rules) parts.Add($"RULES = {SqlLiteral.Quote(rules)}");
        return [new($"CREATE COLLATION {item.Id.Address} ({string.Join(", ", parts)})")];
    }
}

internal sealed class SearchParserKind : Kind
{
    private static readonly Attribute<string> Start = new("start"), Gettoken = new("gettoken"), End = new("end"), Lextypes = new(
        "lextypes"), Headline = new("headline");

    internal override string Name => "text search parser";

    internal override uint Catalog => SearchParsers;

    internal override string Query(int version) => $"""
        select p.oid, 0 as sub, {InSchema}, {Plain}, p.prsname::text as name, p.prsstart::regproc::text as start, p.prstoken::regproc::text as gettoken,
               p.prsend::regproc::text as "end", p.prslextype::regproc::text as lextypes, nullif(p.prsheadline::oid, 0)::regproc::text as headline
        from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"TEXT SEARCH PARSER {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateTextSearchObject { Kind: ObjectKind.TextSearchParser } search ? new(search.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Reference(item)} (START = {item[Start]}, GETTOKEN = {item[Gettoken]}, END = {item[End]}, LEXTYPES = "
            + $"{item[Lextypes]}{(item[Headline] is { } headline ? $", HEADLINE = {headline}" : string.Empty)})")];
}

internal sealed class SearchTemplateKind : Kind
{
    private static readonly Attribute<string> Init = new("init"), Lexize = new("lexize");

    internal override string Name => "text search template";

    internal override uint Catalog => SearchTemplates;

    internal override string Query(int version) => $"""
        select t.oid, 0 as sub, {InSchema}, {Plain}, t.tmplname::text as name, nullif(t.tmplinit::oid, 0)::regproc::text as init,
               t.tmpllexize::regproc::text as lexize
        from pg_ts_template t join pg_namespace n on n.oid = t.tmplnamespace where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"TEXT SEARCH TEMPLATE {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateTextSearchObject { Kind: ObjectKind.TextSearchTemplate } search ? new(search.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Reference(item)} ({(item[Init] is { } init ? $"INIT = {init}, " : string.Empty)}LEXIZE = {item[Lexize]})")];
}

internal sealed class SearchDictionaryKind : Kind
{
    private static readonly Attribute<string> Template = new("template"), Options = new("options");

    internal override string Name => "text search dictionary";

    internal override uint Catalog => SearchDictionaries;

    internal override string OwnerWord => "TEXT SEARCH DICTIONARY";

    internal override string Query(int version) => $"""
        select d.oid, 0 as sub, {InSchema}, {Plain}, d.dictname::text as name, {Owner("d.dictowner")},
               {NameOf("d.dicttemplate", "pg_ts_template", "tmpl")} as template, d.dictinitoption as options
        from pg_ts_dict d join pg_namespace n on n.oid = d.dictnamespace where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"TEXT SEARCH DICTIONARY {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateTextSearchObject { Kind: ObjectKind.TextSearchDictionary } search ? new(search.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Reference(item)} (TEMPLATE = {item[Template]}{(item[Options] is { } options ? $", {options}" : string.Empty)})")];
}

internal sealed class SearchConfigurationKind : Kind
{
    private static readonly Attribute<string> Parser = new("parser");
    private static readonly Attribute<IReadOnlyList<string>> Mappings = new("mappings");

    internal override string Name => "text search configuration";

    internal override uint Catalog => SearchConfigurations;

    internal override string OwnerWord => "TEXT SEARCH CONFIGURATION";

    internal override string Query(int version) => $"""
        select c.oid, 0 as sub, {InSchema}, {Plain}, c.cfgname::text as name, {Owner("c.cfgowner")}, {NameOf("c.cfgparser", "pg_ts_parser", "prs")} as parser,
               (select array_agg(m.token || ' WITH ' || m.dictionaries order by m.token) from (
                    select (select quote_ident(t.alias) from ts_token_type(c.cfgparser) t where t.tokid = k.maptokentype) as token,
                           string_agg({NameOf("k.mapdict", "pg_ts_dict", "dict")}, ', ' order by k.mapseqno) as dictionaries
                    from pg_ts_config_map k where k.mapcfg = c.oid group by k.maptokentype) m) as mappings
        from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace where {Managed}
        """;

    internal override string Reference(SchemaObject item) => $"TEXT SEARCH CONFIGURATION {item.Id.Address}";

    internal override GivenName? NameIn(StatementNode statement, int offset) =>
        statement is CreateTextSearchObject { Kind: ObjectKind.TextSearchConfiguration } search ? new(search.Name.Value) : null;

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) =>
        [new($"CREATE {Reference(item)} (PARSER = {item[Parser]})"),
            .. item[Mappings].Select(mapping => new Change($"ALTER {Reference(item)} ADD MAPPING FOR {mapping}"))];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (attributes.Contains(Parser)) return null;
        var (old, wanted) = (from[Mappings], to[Mappings]);
        var alter = $"ALTER {Reference(to)}";
        return
        [
            .. old.Select(Token).Except(wanted.Select(Token), StringComparer.Ordinal).Select(token => new Change($"{alter} DROP MAPPING FOR {token}")),
            .. wanted.Except(old, StringComparer.Ordinal).Select(mapping =>
                new Change($"{alter} {(old.Select(Token).Contains(Token(mapping), StringComparer.Ordinal) ? "ALTER" : "ADD")} MAPPING FOR {mapping}")),
        ];
    }

    private static string Token(string mapping) => mapping[..mapping.IndexOf(" WITH ", StringComparison.Ordinal)];
}

internal sealed class TransformKind : Kind
{
    private static readonly Attribute<string> FromSql = new("from_sql"), ToSql = new("to_sql");

    internal override string Name => "transform";

    internal override uint Catalog => Transforms;

    /// <summary>A routine goes on depending on the transforms of its types however it is replaced.</summary>
    internal override bool HoldsDependents => true;

    internal override string Query(int version) => $"""
        select t.oid, 0 as sub, {Global}, null::oid[] as aliases, null::text as name, 'FOR ' || format_type(t.trftype, null) || ' LANGUAGE '
            || (select quote_ident(l.lanname) from pg_language l where l.oid = t.trflang) as detail,
               {Function("trffromsql")} as from_sql, {Function("trftosql")} as to_sql
        from pg_transform t where t.oid >= 16384
        """;

    internal override string Address(SchemaObject? parent, string? schema, string name, string? detail) => detail!;

    internal override string Reference(SchemaObject item) => $"TRANSFORM {item.Id.Address}";

    internal override IEnumerable<Change> Create(SchemaObject item, Scope scope) => [new($"CREATE {Words(item)}")];

    internal override IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) =>
        [new($"CREATE OR REPLACE {Words(to)}")];

    private static string Words(SchemaObject item)
    {
        List<string> parts = [];
        if (item[FromSql] is { } from) parts.Add($"FROM SQL WITH FUNCTION {from}");
        if (item[ToSql] is { } to) parts.Add($"TO SQL WITH FUNCTION {to}");
        return $"TRANSFORM {item.Id.Address} ({string.Join(", ", parts)})";
    }

    private static string Function(string column) =>
        "(select quote_ident(pn.nspname) || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')' from pg_proc p join pg_namespace pn "
            + $"on pn.oid = p.pronamespace where p.oid = t.{column})";
}
