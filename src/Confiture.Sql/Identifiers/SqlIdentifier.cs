using System.Buffers;
using System.Collections.Frozen;

namespace Confiture.Sql;

/// <summary>Names of database objects, written so that PostgreSQL reads back the same name.</summary>
public static class SqlIdentifier
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    // Every word that is reserved in some place, in any of PostgreSQL 14 to 18.
    private static readonly FrozenSet<string> Keywords = (
        "all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check coalesce " +
        "collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time " +
        "current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign freeze " +
        "from full grant greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join json json_array " +
        "json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading least left like " +
        "limit localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on only or order out outer " +
        "overlaps overlay placing position precision primary real references returning right row select session_user setof similar smallint some " +
        "substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique user using values "
            + "varchar variadic verbose " +
        "when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The identifier as a person writes it: in double quotes only where PostgreSQL would read another name without them.</summary>
    /// <param name="identifier">The name as the catalog has it.</param>
    /// <exception cref="ArgumentException">The name is empty or contains a NUL character; PostgreSQL has no such names.</exception>
    public static string Write(string identifier) => IsPlain(identifier) ? identifier : Quote(identifier);

    /// <summary>The identifier in double quotes, whatever it is: <c>Id</c> and <c>id</c> stay two names, and a keyword is a name.</summary>
    /// <param name="identifier">The name as the catalog has it.</param>
    /// <exception cref="ArgumentException">The name is empty or contains a NUL character; PostgreSQL has no such names.</exception>
    public static string Quote(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        if (identifier.Length == 0)
            throw new ArgumentException("A PostgreSQL identifier is never empty.", nameof(identifier));
        if (identifier.Contains('\0'))
            throw new ArgumentException("A PostgreSQL identifier never contains a NUL character.", nameof(identifier));
        return $"\"{identifier.Replace("\"", "\"\"")}\"";
    }

    private static bool IsPlain(string identifier) =>
        identifier is [(>= 'a' and <= 'z') or '_', ..]
        && !identifier.AsSpan().ContainsAnyExcept(Plain)
        && !Keywords.Contains(identifier);
}
