using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>What CREATE DATABASE decides and nothing changes afterwards: a database that replaces another has the same.</summary>
/// <param name="Options">The options of CREATE DATABASE.</param>
internal sealed record DatabaseShape(string Options)
{
    /// <summary>What the server gives a new database by itself.</summary>
    internal static readonly DatabaseShape Usual = new(string.Empty);

    internal const string Query = """
        select pg_encoding_to_char(d.encoding)::text, d.datcollate::text, d.datctype::text, coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),
               coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'), to_jsonb(d) ->> 'daticurules', t.spcname::text
        from pg_database d join pg_tablespace t on t.oid = d.dattablespace where d.datname = $1
        """;

    internal static DatabaseShape Of(ResultRow row)
    {
        var provider = row.Text(3) switch
        {
            "i" when row.TextOrNull(5) is { } rules => $" locale_provider icu icu_locale {SqlLiteral.Quote(row.Text(4))} icu_rules {SqlLiteral.Quote(rules)}",
            "i" => $" locale_provider icu icu_locale {SqlLiteral.Quote(row.Text(4))}",
            "b" => $" locale_provider builtin builtin_locale {SqlLiteral.Quote(row.Text(4))}",
            _ => string.Empty,
        };
        // To name even the usual one takes a privilege on it, which only superusers have.
        var tablespace = row.Text(6) == "pg_default" ? string.Empty : $" tablespace {SqlIdentifier.Quote(row.Text(6))}";
        return new($"template template0 encoding {SqlLiteral.Quote(row.Text(0))} lc_collate {SqlLiteral.Quote(row.Text(1))} "
            + $"lc_ctype {SqlLiteral.Quote(row.Text(2))}{provider}{tablespace}");
    }
}
