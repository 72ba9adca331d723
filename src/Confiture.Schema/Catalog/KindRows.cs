using Npgsql;

namespace Confiture.Schema;

/// <summary>One row as a kind's query gives it.</summary>
internal readonly record struct CatalogRow(
    Kind Kind, CatalogAddress Address, CatalogAddress? Parent, uint[] Aliases, string? Schema, string? Name, string? Detail, AttributeNames Attributes, string?[] Values);

/// <summary>Reads the rows of one kind's query; which columns there are is found out once.</summary>
internal sealed class KindRows
{
    private static readonly string[] Leading = ["oid", "sub", "parent", "parent_sub", "aliases", "schema", "name", "detail"];
    private readonly Kind kind;
    private readonly NpgsqlDataReader reader;
    private readonly int oid, sub, parent, parentSub, aliases, schema, name, detail;
    private readonly AttributeNames attributes;
    private readonly (int Column, bool IsList)[] columns;

    internal KindRows(Kind kind, NpgsqlDataReader reader)
    {
        this.kind = kind;
        this.reader = reader;
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        (oid, sub, parent, parentSub) = (names.IndexOf("oid"), names.IndexOf("sub"), names.IndexOf("parent"), names.IndexOf("parent_sub"));
        (aliases, schema, name, detail) = (names.IndexOf("aliases"), names.IndexOf("schema"), names.IndexOf("name"), names.IndexOf("detail"));
        columns = [.. names.Index().Where(n => !Leading.Contains(n.Item)).Select(n => (n.Index, reader.GetFieldType(n.Index) != typeof(string)))];
        // Comments and labels come from catalogs of their own.
        attributes = new([.. columns.Select(c => names[c.Column]), Facets.Comment, Facets.SecurityLabels]);
    }

    internal CatalogRow Read()
    {
        // The leading columns stand first, and going back in a row is slow.
        var address = new CatalogAddress(kind.Catalog, reader.GetFieldValue<uint>(oid), reader.GetInt32(sub));
        CatalogAddress? above = reader.IsDBNull(parent) ? null : new(kind.ParentCatalog!.Value, reader.GetFieldValue<uint>(parent), parentSub < 0 ? 0 : reader.GetInt32(parentSub));
        var others = reader.IsDBNull(aliases) ? [] : reader.GetFieldValue<uint[]>(aliases);
        var (inSchema, called, apart) = (TextOrNull(schema), TextOrNull(name), TextOrNull(detail));
        var values = new string?[columns.Length + 2];
        for (var i = 0; i < columns.Length; i++)
        {
            var (column, isList) = columns[i];
            if (reader.IsDBNull(column)) continue;
            values[i] = isList ? SchemaObject.ListText(reader.GetFieldValue<string?[]>(column)) : reader.GetString(column);
        }

        return new(kind, address, above, others, inSchema, called, apart, attributes, values);
    }

    private string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
