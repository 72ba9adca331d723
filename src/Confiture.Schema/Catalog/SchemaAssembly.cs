namespace Confiture.Schema;

/// <summary>Puts the rows of the catalogs together: parents, comments, what depends on what, and what belongs to extensions and so is not ours.</summary>
internal sealed class SchemaAssembly(int version, CatalogOptions options)
{
    private static readonly Attribute<IReadOnlyList<string>>[] Granted = [Facets.Privileges, Facets.Usual];
    private readonly List<List<SchemaObject>> kinds = [];
    private readonly Dictionary<CatalogAddress, string> comments = [];
    private readonly Dictionary<CatalogAddress, string[]> labels = [];
    private readonly List<Dependencies> dependencies = [];
    private readonly Dictionary<(uint Catalog, uint Oid), CatalogAddress> extensionOf = [];
    private readonly List<(CatalogAddress Address, UnknownObject Object)> unknown = [];
    private readonly HashSet<(uint Catalog, uint Oid)> partsOfRanges = [];
    private readonly HashSet<string> placesOfRoles = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), bool> casts = [];
    private string tablespace = "pg_default";
    private string? self = options.Self;
    private string? firstSuperuser;
    private readonly Dictionary<(uint Catalog, uint Oid), SchemaObject> objects = [];

    internal void Add(in CatalogRow row)
    {
        if (Make(row) is not { } item) return;
        // One kind comes after the other.
        if (kinds is not [.., [{ Kind: var last }, ..]] || last != item.Kind) kinds.Add([]);
        kinds[^1].Add(item);
    }

    internal void Comment(CatalogAddress address, string text) => comments[address] = text;

    internal void Label(CatalogAddress address, string[] values) => labels[address] = values;

    internal void Tablespace(string name) => tablespace = name;

    /// <summary>Says which role builds the schema, and which one owns what initdb made.</summary>
    internal void Own(string builder, string first) => (self, firstSuperuser) = (builder, first);

    internal void Cast(string from, string to, bool byItself) => casts[(from, to)] = byItself;

    internal void Unknown(CatalogAddress address, UnknownObject item)
    {
        if (!options.IgnoresOfKind(item.Kind, item.Address)) unknown.Add((address, item));
    }

    internal void Depend(Dependencies some)
    {
        if (some.Type != 'e') dependencies.Add(some);
        else foreach (var (from, to) in some.All) extensionOf[(from.Catalog, from.Oid)] = to;
        if (some.Type == 'i' && some.FromCatalog is CatalogSql.Routines or CatalogSql.Casts)
            partsOfRanges.UnionWith(some.All.Select(d => (d.From.Catalog, d.From.Oid)));
    }

    internal DatabaseSchema Finish()
    {
        foreach (var kind in kinds) kind[0].Kind.Complete(kind);
        var schema = new DatabaseSchema(version, tablespace, self, kinds,
            [.. unknown.Where(u => !extensionOf.ContainsKey((u.Address.Catalog, u.Address.Oid))).Select(u => u.Object)]) { Casts = casts };
        var links = new SchemaLinks(schema, options.Links ? dependencies : null, Find);
        foreach (var item in schema.Objects) item.Links = links;
        return schema;
    }

    private SchemaObject? Make(in CatalogRow row)
    {
        if (extensionOf.ContainsKey((row.Address.Catalog, row.Address.Oid))) return null;
        // The functions and casts of a range come and go with it.
        if (partsOfRanges.Contains((row.Address.Catalog, row.Address.Oid)) || !row.Kind.IsRead(options)) return null;
        SchemaObject? parent = null;
        // What belongs to an object that is not ours is not ours either.
        if (row.Parent is { } address && (parent = At(address)) is null) return null;
        if (row.Schema is { } schema && parent is null && options.Ignores(schema, row.Name!)) return null;
        var detail = row.Kind.RoleIn(row) is { } role ? DetailOf(row, role) : row.Detail;
        var called = row.Name is null && row.Detail is null ? parent!.Id.Address : row.Kind.Address(parent, row.Schema, row.Name ?? string.Empty, detail);
        var id = new ObjectId(row.Kind.Name, called);
        if (options.IgnoresOfKind(id.Kind, id.Address)) return null;
        var item = new SchemaObject(id, row.Kind, parent, row.Schema, row.Name ?? string.Empty, row.Attributes, row.Values) { Sub = row.Address.Sub };
        Describe(item, row.Address);
        if (row is { Kind.CommentOfAlias: { } attribute, Aliases: [var catalog, var alias] } && comments.TryGetValue(new(catalog, alias, 0), out var remark))
            item[attribute] = remark;
        if (item.Kind.IsAsUsual(item)) return null;
        if (item.Sub == 0) objects[(row.Address.Catalog, row.Address.Oid)] = item;
        for (var i = 0; i + 1 < row.Aliases.Length; i += 2) objects.TryAdd((row.Aliases[i], row.Aliases[i + 1]), item);
        parent?.Adopt(item);
        return item;
    }

    private void Describe(SchemaObject item, CatalogAddress address)
    {
        if (comments.TryGetValue(address, out var comment)) item[Facets.Comment] = comment;
        if (labels.TryGetValue(address, out var label)) item[Facets.SecurityLabels] = label;
        var owner = OwnerOf(item);
        // Of what the server or an extension has made the owner says nothing.
        var isOthers = item.Kind.IsShared(item, options.Facts);
        foreach (var name in Granted)
        {
            if (item.Has(name)) item[name] = Given(item[name], owner, item.Kind.MayBeOurs, isOthers);
        }

        // What has been granted and revoked until it is what it was at first is the same as nothing.
        if (item.Has(Facets.Privileges) && item.Kind.Grants.Usual(version) is [_, ..] usual
            && usual.Order(StringComparer.Ordinal).SequenceEqual(item[Facets.Privileges], StringComparer.Ordinal))
        {
            item.Remove(Facets.Privileges);
        }

        item.Kind.LeaveOut(item, options.Facts, IsNobody);
        if (item[Facets.Owner] is { } own && (IsNobody(own) || !options.Owners || isOthers || (item.Kind.IsOfInitdb(item) && own == firstSuperuser)))
            item[Facets.Owner] = null;
        if (!options.Grants && item.Has(Facets.Privileges)) item.Remove(Facets.Privileges);
    }

    // Apart from its caller, because most objects grant nothing: a method with a lambda makes an object whenever it is called.
    private IReadOnlyList<string> Given(IReadOnlyList<string> privileges, string owner, bool mayBeOurs, bool isOthers)
    {
        // What the owner of a shared schema grants to the one that builds says only that it is shared.
        var given = privileges.Where(privilege => !(isOthers && !IsNobody(owner) && IsNobody(Privilege.GranteeOf(privilege))));
        return [.. Privilege.Read(given, role => role == owner || (mayBeOurs && IsNobody(role) && (isOthers || IsNobody(owner))))];
    }

    private bool IsNobody(string role) => self is not null && (role == self || role == options.AlsoSelf);

    private string? DetailOf(in CatalogRow row, string role)
    {
        var place = row.Kind.Detail(IsNobody(role) ? null : role, row.Detail)!;
        // Two roles may both count as the one that builds.
        return placesOfRoles.Add(place) ? place : row.Kind.Detail(role, row.Detail);
    }

    private string OwnerOf(SchemaObject item) =>
        item[DefaultPrivileges.ForRole] ?? item[Facets.Owner] ?? (item.Parent is { } parent ? OwnerOf(parent) : self ?? string.Empty);

    private SchemaObject? Find(CatalogAddress address) =>
        At(address) ?? At(address with { Sub = 0 }) ?? (extensionOf.TryGetValue((address.Catalog, address.Oid), out var extension) ? At(extension) : null);

    // Columns are found by way of what they belong to: so the dictionary has half the size, and none of its growing.
    private SchemaObject? At(CatalogAddress address)
    {
        if (!objects.TryGetValue((address.Catalog, address.Oid), out var item) || address.Sub == 0) return item;
        foreach (var child in item.Children)
        {
            if (child.Sub == address.Sub) return child;
        }

        return null;
    }
}
