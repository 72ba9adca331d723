namespace Confiture.Schema;

/// <summary>What the catalogs count as a relation: one catalog, and one name space that types share.</summary>
internal abstract class RelationKind : Kind
{
    internal override uint Catalog => CatalogSql.Relations;

    internal override string NameSpace => "types and relations";

    internal override NameSort? NamedAs => NameSort.Relation;

    /// <summary>The first columns of the query of a relation that has rows.</summary>
    /// <param name="aliases">Further addresses of the same thing, as pairs of catalog and oid.</param>
    protected static string Rows(string aliases = "") => $"""
        select c.oid, 0 as sub, {CatalogSql.InSchema}, array[1247, c.reltype, 1247, y.typarray{aliases}] as aliases, null::text as detail,
               c.relname::text as name,
               {CatalogSql.Owner("c.relowner")}, {CatalogSql.Privileges('r', "c.relacl", "c.relowner")}
        """;
}
