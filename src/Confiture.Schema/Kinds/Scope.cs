namespace Confiture.Schema;

/// <summary>What the kinds see of a plan.</summary>
/// <param name="From">The schema as it is.</param>
/// <param name="To">The schema as it is to be.</param>
/// <param name="Style">How to treat others at work.</param>
internal sealed record Scope(DatabaseSchema From, DatabaseSchema To, PlanStyle Style)
{
    /// <summary>Says whether an object of the first schema stays, changed or not.</summary>
    internal Func<ObjectId, bool> Stays { get; init; } = id => To.Find(id) is not null;

    /// <summary>True when all statements are one transaction: what could be used only after it is made anew instead.</summary>
    internal bool InOneTransaction { get; init; }

    /// <summary>True for a way back: what PostgreSQL cannot take back stays.</summary>
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
    internal IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>Which column holds the values of which.</summary>
    internal IReadOnlyList<ColumnCopy> Copies { get; init; } = [];

    /// <summary>What nobody has afterwards when a column goes; null when another one holds its values.</summary>
    internal string? LostWith(SchemaObject column) =>
        Copies.Any(c => (c.Column == column.Id && To.Find(c.Source) is not null) || (c.Source == column.Id && To.Find(c.Column) is not null)) ? null : $"the values of {column.Id.Address}";

    /// <summary>Says whether a relation is in use: others work with it while the plan is carried out.</summary>
    internal bool IsInUse(SchemaObject relation) => Style == PlanStyle.Online && From.Find(relation.Id) is not null;

    // Since PostgreSQL 18 a NOT NULL is a constraint with a name, which a table keeps when it is renamed.
    private readonly Lazy<ILookup<string, SchemaObject>> notNullNames = new(() => From.Objects.Where(o => o.Kind is ColumnKind && o["not_null_constraint"] is not null).ToLookup(o => o["not_null_constraint"]!, StringComparer.Ordinal));

    /// <summary>Says whether the NOT NULL of a column of another table of the schema has a name.</summary>
    internal bool IsTaken(SchemaObject column, string name) => notNullNames.Value[name].Any(other => other.Parent!.Schema == column.Parent!.Schema && other.Parent.Id != column.Parent.Id);

    private static string? SchemaOf(SchemaObject item) => item.Schema ?? (item.Parent is { } parent ? SchemaOf(parent) : null);

    /// <summary>What an object is granted by the mere fact that it is made now: the usual, and what default privileges add.</summary>
    internal IReadOnlyList<string> PrivilegesOfNew(SchemaObject item)
    {
        if (item.Kind is GivenPrivilegesKind) return item.ListOf("usual");
        IReadOnlyList<string> usual = Privilege.Usual(item.Kind, To.ServerVersion);
        var letter = item.Kind switch
        {
            TableKind or ViewKind or MaterializedViewKind or ForeignTableKind => "r",
            SequenceKind or IdentitySequenceKind => "S",
            RoutineKind or AggregateKind => "f",
            TypeKind => "T",
            SchemaKind => "n",
            _ => null,
        };
        if (letter is null) return usual;
        // Those that the plan removes are gone by then, and those that it adds are not there yet.
        var rules = From.Objects.Where(o => o.Kind is DefaultPrivilegesKind && o["type"] == letter && o["for_role"] is null && To.Find(o.Id) is { } kept && kept["privileges"] == o["privileges"]).ToList();
        if (rules.FirstOrDefault(o => o.Is("everywhere")) is { } everywhere) usual = everywhere.ListOf("privileges");
        return [.. usual.Union(rules.Where(o => !o.Is("everywhere") && o["in_schema"] == SchemaOf(item)).SelectMany(o => o.ListOf("privileges")), StringComparer.Ordinal)];
    }
}
