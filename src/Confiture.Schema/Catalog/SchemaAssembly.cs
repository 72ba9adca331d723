namespace Confiture.Schema;

/// <summary>Puts the rows of the catalogs together: parents, comments, what depends on what, and what belongs to extensions and so is theirs.</summary>
internal sealed class SchemaAssembly(int version, CatalogOptions options)
{
    private readonly List<CatalogRow> rows = [];
    private readonly Dictionary<CatalogAddress, string> comments = [];
    private readonly Dictionary<CatalogAddress, string[]> labels = [];
    private readonly List<(CatalogAddress From, CatalogAddress To, char Type)> dependencies = [];
    private readonly Dictionary<(uint Catalog, uint Oid), CatalogAddress> extensionOf = [];
    private readonly List<(CatalogAddress Address, string Name)> unknown = [];
    private readonly HashSet<(uint Catalog, uint Oid)> parts = [];
    private readonly Dictionary<(string From, string To), bool> casts = [];
    private string tablespace = "pg_default";
    private readonly Dictionary<CatalogAddress, SchemaObject> objects = [];
    private readonly Dictionary<SchemaObject, List<SchemaObject>> children = [];

    internal void Add(CatalogRow row) => rows.Add(row);

    internal void Comment(CatalogAddress address, string text) => comments[address] = text;

    internal void Label(CatalogAddress address, string[] values) => labels[address] = values;

    internal void Tablespace(string name) => tablespace = name;

    internal void Cast(string from, string to, bool byItself) => casts[(from, to)] = byItself;

    internal void Unknown(CatalogAddress address, string name) => unknown.Add((address, name));

    internal void Depend(CatalogAddress from, CatalogAddress to, char type)
    {
        if (type == 'e') extensionOf[(from.Catalog, from.Oid)] = to;
        else dependencies.Add((from, to, type));
        if (type == 'i') parts.Add((from.Catalog, from.Oid));
    }

    internal DatabaseSchema Finish()
    {
        var all = rows.Select(Make).OfType<SchemaObject>().ToList();
        foreach (var (parent, list) in children) parent.Children = list;
        Link();
        return new(version, tablespace, options.Self, all, [.. unknown.Where(u => !extensionOf.ContainsKey((u.Address.Catalog, u.Address.Oid))).Select(u => u.Name).Order(StringComparer.Ordinal)]) { Casts = casts };
    }

    private SchemaObject? Make(CatalogRow row)
    {
        if (extensionOf.ContainsKey((row.Address.Catalog, row.Address.Oid))) return null;
        // The functions and casts of a range come and go with it.
        if (row.Kind is RoutineKind or CastKind && parts.Contains((row.Address.Catalog, row.Address.Oid))) return null;
        if ((row.Kind is DefaultPrivilegesKind && !options.Grants) || (row.Kind is SubscriptionKind && !options.Subscriptions)) return null;
        SchemaObject? parent = null;
        // What belongs to an object that is not ours is not ours either.
        if (row.Parent is { } address && !objects.TryGetValue(address, out parent)) return null;
        if (row.Schema is { } schema && parent is null && options.Ignores(schema, row.Name!)) return null;
        var id = new ObjectId(row.Kind.Name, row.Name is null && row.Detail is null ? parent!.Id.Address : row.Kind.Address(parent, row.Schema, row.Name ?? string.Empty, row.Detail));
        var item = new SchemaObject(id, row.Kind, parent, row.Schema, row.Name ?? string.Empty, row.Attributes, row.Values);
        Describe(item, row.Address);
        if (row is { Kind: ConstraintKind, Aliases: [var catalog, var index] } && comments.TryGetValue(new(catalog, index, 0), out var remark)) item["index_comment"] = remark;
        if (item.Kind is GivenPrivilegesKind && item["privileges"] == item["usual"]) return null;
        objects[row.Address] = item;
        for (var i = 0; i + 1 < row.Aliases.Length; i += 2) objects.TryAdd(new(row.Aliases[i], row.Aliases[i + 1], 0), item);
        if (parent is not null) (children.TryGetValue(parent, out var list) ? list : children[parent] = []).Add(item);
        return item;
    }

    private void Describe(SchemaObject item, CatalogAddress address)
    {
        if (comments.TryGetValue(address, out var comment)) item["comment"] = comment;
        if (labels.TryGetValue(address, out var label)) item["security_labels"] = SchemaObject.ListText(label);
        var owner = OwnerOf(item);
        foreach (var name in (string[])["privileges", "usual"])
        {
            if (item.Get(name) is not null) item[name] = SchemaObject.ListText([.. Privilege.Read(item.ListOf(name), owner)]);
        }

        // What has been granted and revoked until it is what it was at first is the same as nothing.
        if (item.Kind is not (DefaultPrivilegesKind or GivenPrivilegesKind) && item.Get("privileges") is not null
            && Privilege.Usual(item.Kind, version) is [_, ..] usual && usual.Order(StringComparer.Ordinal).SequenceEqual(item.ListOf("privileges"), StringComparer.Ordinal))
        {
            item["privileges"] = null;
        }

        if (item.Get("owner") is { } own && (own == options.Self || !options.Owners)) item["owner"] = null;
        if (!options.Grants && item.Get("privileges") is not null) item["privileges"] = null;
    }

    private string OwnerOf(SchemaObject item) => 
        item.Get("for_role") ?? item.Get("owner") ?? (item.Parent is { Kind: not ExtensionKind } parent ? OwnerOf(parent) : options.Self ?? string.Empty);

    private void Link()
    {
        Dictionary<SchemaObject, HashSet<SchemaObject>> links = [];
        foreach (var (fromAddress, toAddress, type) in dependencies)
        {
            if (Find(fromAddress) is not { } from || Find(toAddress) is not { } to || from == to || IsAbove(from, to)) continue;
            // A sequence that is owned by a column is made before the column, which uses it.
            if (from.Kind is SequenceKind && to.Kind is ColumnKind && type == 'a')
            {
                from.OwningColumn = to;
                continue;
            }

            Link(from, to);
        }

        var byId = objects.Values.Distinct().ToDictionary(o => o.Id);
        foreach (var item in byId.Values)
        {
            if (item.Parent is { } parent) Link(item, parent);
            foreach (var above in Above(item, byId)) Link(item, above);
        }

        foreach (var (item, list) in links) item.DependsOn = [.. list.OrderBy(o => o.Id, ObjectId.Order)];

        void Link(SchemaObject from, SchemaObject to) => (links.TryGetValue(from, out var set) ? set : links[from] = []).Add(to);
    }

    // The catalogs only know that the table depends on the table.
    private static IEnumerable<SchemaObject> Above(SchemaObject item, Dictionary<ObjectId, SchemaObject> byId)
    {
        var comesDown = item.Kind is ColumnKind || (item.Kind is ConstraintKind && item["type"] == "c" && item.Is("inherited"));
        if (!comesDown || item.Parent!.Kind is not (TableKind or ForeignTableKind)) yield break;
        foreach (var table in item.Parent.ListOf("inherits"))
        {
            if (byId.TryGetValue(item.Id with { Address = $"{table}.{Sql.SqlIdentifier.Write(item.Name)}" }, out var above)) yield return above;
        }
    }

    private SchemaObject? Find(CatalogAddress address)
    {
        if (objects.TryGetValue(address, out var item) || objects.TryGetValue(address with { Sub = 0 }, out item)) return item;
        return extensionOf.TryGetValue((address.Catalog, address.Oid), out var extension) ? objects.GetValueOrDefault(extension) : null;
    }

    private static bool IsAbove(SchemaObject item, SchemaObject other) => other.Parent is { } parent && (parent == item || IsAbove(item, parent));
}
