namespace Confiture.Schema;

/// <summary>What the kinds see of a plan.</summary>
/// <param name="From">The schema as it is.</param>
/// <param name="To">The schema as it is to be.</param>
/// <param name="Style">How to treat others at work.</param>
internal sealed record Scope(DatabaseSchema From, DatabaseSchema To, PlanStyle Style)
{
    /// <summary>Says whether an object of the first schema stays, changed or not.</summary>
    internal Func<ObjectId, bool> Stays { get; init; } = id => To.Find(id) is not null;

    /// <summary>True when all statements are one transaction: what could be used only after it is recreated instead.</summary>
    internal bool InOneTransaction { get; init; }

    /// <summary>True for a down migration: what PostgreSQL cannot roll back stays.</summary>
    internal bool IsBack { get; init; }

    private readonly Lazy<MadeNames> own = new(() => MadeNames.Between(From, To));
    private readonly MadeNames? given;

    /// <summary>Makes up names; plans that follow one another share it.</summary>
    internal MadeNames Names
    {
        get => given ?? own.Value;
        init => given = value;
    }

    /// <summary>What counts for which column, and who takes over from whom.</summary>
    internal Counters Counters => counters ??= new(this);

    private Counters? counters;

    /// <summary>The same, now that it is decided what stays: until then who takes over from whom is a guess.</summary>
    internal Scope Decided() => this with { counters = null };

    /// <summary>What takes the place of columns before anything else is done about these.</summary>
    internal IReadOnlyList<Swap> Swaps { get; init; } = [];

    /// <summary>Which column holds the values of which.</summary>
    internal IReadOnlyList<ColumnCopy> Copies { get; init; } = [];

    /// <summary>What nobody has afterwards when a column goes; null when another one holds its values.</summary>
    internal string? LostWith(SchemaObject column) =>
        Copies.Any(c => (c.Column == column.Id && To.Find(c.Source) is not null) || (c.Source == column.Id && To.Find(c.Column) is not null))
            ? null
            : $"the values of {column.Id.Address}";

    /// <summary>Says whether a relation is in use: others work with it while the plan is carried out.</summary>
    internal bool IsInUse(SchemaObject relation) => Style == PlanStyle.Online && From.Find(relation.Id) is not null;

    // Since PostgreSQL 18 a NOT NULL is a constraint with a name, which a table keeps when it is renamed.
    private readonly Lazy<ILookup<string, SchemaObject>> notNullNames = new(() => From.Objects
        .Where(o => o.Kind is ColumnKind && o[Column.NotNullConstraint] is not null).ToLookup(o => o[Column.NotNullConstraint]!, StringComparer.Ordinal));

    /// <summary>Says whether the NOT NULL of a column of another table of the schema has a name.</summary>
    internal bool IsTaken(SchemaObject column, string name) =>
        notNullNames.Value[name].Any(other => other.Parent!.Schema == column.Parent!.Schema && other.Parent.Id != column.Parent.Id);

    private static string? SchemaOf(SchemaObject item) => item.Schema ?? (item.Parent is { } parent ? SchemaOf(parent) : null);

    /// <summary>What an object is granted by the mere fact that it is made now: the usual, and what default privileges add.</summary>
    internal IReadOnlyList<string> PrivilegesOfNew(SchemaObject item)
    {
        var usual = item.Kind.PrivilegesAtFirst(item, To.ServerVersion);
        if (item.Kind.Grants.DefaultsFor is not { } letter) return usual;
        // Those that the plan removes are gone by then, and those that it adds are not there yet.
        var rules = From.Objects.Where(o => o.Kind is DefaultPrivilegesKind && o[DefaultPrivileges.Type] == letter && o[DefaultPrivileges.ForRole] is null
            && To.Find(o.Id) is { } kept && kept.Agrees(o, Facets.Privileges)).ToList();
        if (rules.FirstOrDefault(o => o[DefaultPrivileges.Everywhere]) is { } everywhere) usual = everywhere[Facets.Privileges];
        return [.. usual.Union(rules.Where(o => !o[DefaultPrivileges.Everywhere] && o[DefaultPrivileges.InSchema] == SchemaOf(item))
            .SelectMany(o => o[Facets.Privileges]), StringComparer.Ordinal)];
    }
}
