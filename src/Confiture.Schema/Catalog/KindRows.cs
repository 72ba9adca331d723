using Confiture.Postgres;

namespace Confiture.Schema;

/// <summary>One row as a kind's query gives it.</summary>
internal readonly record struct CatalogRow(
    Kind Kind, CatalogAddress Address, CatalogAddress? Parent, uint[] Aliases, string? Schema, string? Name, string? Detail,
    AttributeNames Attributes, string?[] Values);

/// <summary>Reads the rows of one kind's query; which columns there are is found out once.</summary>
internal sealed class KindRows
{
    private static readonly string[] Leading = ["oid", "sub", "parent", "parent_sub", "aliases", "schema", "name", "detail"];
    private readonly Kind kind;
    private readonly ResultRow row;
    private readonly int oid, sub, parent, parentSub, aliases, schema, name, detail;
    private readonly AttributeNames attributes;
    private readonly (int Column, bool IsList)[] columns;

    internal KindRows(Kind kind, ResultRow row)
    {
        this.kind = kind;
        this.row = row;
        var names = row.Columns.ToList();
        (oid, sub, parent, parentSub) = (names.IndexOf("oid"), names.IndexOf("sub"), names.IndexOf("parent"), names.IndexOf("parent_sub"));
        (aliases, schema, name, detail) = (names.IndexOf("aliases"), names.IndexOf("schema"), names.IndexOf("name"), names.IndexOf("detail"));
        columns = [.. names.Index().Where(n => !Leading.Contains(n.Item)).Select(n => (n.Index, !row.IsText(n.Index)))];
        // Comments and labels come from catalogs of their own.
        attributes = AttributeNames.Of([.. columns.Select(c => names[c.Column]), Facets.Comment, Facets.SecurityLabels]);
    }

    internal CatalogRow Read()
    {
        // The leading columns stand first, and going back in a row is slow.
        var address = new CatalogAddress(kind.Catalog, row.Get<uint>(oid), row.Get<int>(sub));
        CatalogAddress? above = row.IsNull(parent) ? null : new(kind.ParentCatalog!.Value, row.Get<uint>(parent), parentSub < 0 ? 0 : row.Get<int>(parentSub));
        var others = row.IsNull(aliases) ? [] : row.Get<uint[]>(aliases);
        var (inSchema, called, apart) = (TextOrNull(schema), TextOrNull(name), TextOrNull(detail));
        var values = new string?[columns.Length + 2];
        for (var i = 0; i < columns.Length; i++)
        {
            var (column, isList) = columns[i];
            if (row.IsNull(column)) continue;
            values[i] = isList ? SchemaObject.ListText(row.Get<string?[]>(column)) : row.Text(column);
        }

        return new(kind, address, above, others, inSchema, called, apart, attributes, values);
    }

    private string? TextOrNull(int column) => row.IsNull(column) ? null : row.Text(column);
}
