namespace Confiture.Schema;

/// <summary>Puts the rows of the catalogs together: parents, comments, what depends on what, and what belongs to extensions and so is theirs.</summary>
internal sealed class SchemaAssembly(int version, CatalogOptions options)
{
    private static readonly string[] Granted = ["privileges", "usual"];
    private readonly List<SchemaObject> all = [];
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

    internal void Add(CatalogRow row)
    {
        if (Make(row) is { } item) all.Add(item);
    }

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
        foreach (var (parent, list) in children) parent.Children = list;
        var links = new SchemaLinks(all, dependencies, Find);
        foreach (var item in all) item.Links = links;
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
        foreach (var name in Granted)
        {
            if (item.Get(name) is not null) item[name] = SchemaObject.ListText([.. Privilege.Read(item.ListOf(name), OwnerOf(item))]);
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

    private SchemaObject? Find(CatalogAddress address)
    {
        if (objects.TryGetValue(address, out var item) || objects.TryGetValue(address with { Sub = 0 }, out item)) return item;
        return extensionOf.TryGetValue((address.Catalog, address.Oid), out var extension) ? objects.GetValueOrDefault(extension) : null;
    }
}
