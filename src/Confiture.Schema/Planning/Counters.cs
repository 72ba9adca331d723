using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What counts for a column: a sequence by way of the column's default, or the column's identity.</summary>
/// <param name="Holder">The sequence, or the identity column.</param>
/// <param name="Address">The sequence's name as SQL.</param>
/// <param name="Bounds">Between which values it counts, and how.</param>
internal sealed record Counter(SchemaObject Holder, string Address, SequenceBounds Bounds)
{
    /// <summary>The identity of a column; null when it has none.</summary>
    internal static Counter? OfIdentity(SchemaObject column) =>
        column[Column.Identity] is null || column[Column.IdentityOptions] is not [_, ..] options
            ? null
            : new(column, options[^1], SequenceBounds.OfIdentity(column));

    internal static Counter Of(SchemaObject sequence) => new(sequence, sequence.Id.Address, SequenceBounds.Of(sequence));

    internal bool IsIdentity => Holder.Kind.IsColumn;
}

/// <summary>
/// The values of sequences are data: what counts for a column in the wanted schema goes on where its predecessor was, and where nothing counted before
/// it begins behind the values that the column has.
/// </summary>
internal sealed class Counters
{
    private readonly Scope scope;
    private readonly Lazy<IReadOnlyList<Succession>> successions;
    private readonly Lazy<ILookup<SchemaObject, SchemaObject>> owned;

    internal Counters(Scope scope)
    {
        this.scope = scope;
        owned = new(() => scope.From.Objects.Concat(scope.To.Objects).Where(o => o.OwningColumn is not null).ToLookup(o => o.OwningColumn!));
        successions = new(() => [.. scope.To.Objects.Where(o => o.Kind.HoldsValues(o)).Select(SuccessionOf).OfType<Succession>()]);
    }

    /// <summary>Who takes over from whom, in the order of the columns.</summary>
    /// <param name="Column">The column as it is to be.</param>
    /// <param name="Old">What counts now; null when nothing does.</param>
    /// <param name="New">What is to count.</param>
    /// <param name="IsThere">True when the new one exists already: it goes on where the other one was unless it is further.</param>
    /// <param name="Goes">True when the old one goes.</param>
    internal sealed record Succession(SchemaObject Column, Counter? Old, Counter New, bool IsThere, bool Goes)
    {
        /// <summary>True when the old one steps aside first: its name is wanted, or nobody may count with it any more when its value is read.</summary>
        internal bool IsSwap => Old is not null && Goes && (IsThere || Old.Address == New.Address);
    }

    internal IReadOnlyList<Succession> Successions => successions.Value;

    /// <summary>Says whether a sequence, or that of a column's identity, steps aside for what takes over from it.</summary>
    internal bool StepsAside(SchemaObject holder) => Successions.Any(s => s.IsSwap && s.Old!.Holder == holder);

    /// <summary>Sets what begins to count for a column now, while nobody can insert; empty when that needs nothing or happens elsewhere.</summary>
    /// <param name="counter">The sequence that is made, or the column that becomes an identity column.</param>
    internal IEnumerable<Change> Begin(SchemaObject counter) =>
        Successions.Where(s => s.New.Holder == counter && !s.IsThere && (s.Old is not null || s.New.IsIdentity)).Take(1)
            .Select(s => s.Old is { } old ? GoOn(s.New, AddressOf(s, old)) : BeginBehind(s));

    /// <summary>The same for a default that is set on a column for which nothing counted.</summary>
    internal IEnumerable<Change> Begin(SchemaObject column, IEnumerable<SchemaObject> sequences) =>
        Successions.Where(s => s.Column == column && s.Old is null && sequences.Contains(s.New.Holder)).Select(BeginBehind);

    /// <summary>The name of what steps aside.</summary>
    internal string Aside(string address) =>
        QualifiedName.Parse(address) is var name ? $"{SqlIdentifier.Write(name.Schema!)}.{SqlIdentifier.Write(scope.Names.Aside(name.Name))}" : address;

    /// <summary>The statement that has one sequence go on where another one is.</summary>
    internal static Change GoOn(Counter counter, string predecessor) =>
        new($"SELECT setval({SqlLiteral.Quote(counter.Address)}, {counter.Bounds.Clamped("last_value")}, "
            + $"{counter.Bounds.IsCalledClamped()}) FROM {predecessor}");

    /// <summary>The statement that has a sequence that is there already go on where another one is, unless it is further.</summary>
    internal Change CatchUp(Succession succession)
    {
        var (counter, further) = (succession.New, succession.New.Bounds.Increment > 0 ? ">" : "<");
        return new(
            $"SELECT setval({SqlLiteral.Quote(counter.Address)}, {counter.Bounds.Clamped("old.last_value")}, {counter.Bounds.IsCalledClamped("old.")}) FROM "
                + $"{AddressOf(succession, succession.Old!)} AS old, {counter.Address} AS own"
            + $" WHERE old.last_value {further} own.last_value OR (old.last_value = own.last_value AND old.is_called)");
    }

    private string AddressOf(Succession succession, Counter old) => succession.IsSwap ? Aside(old.Address) : old.Address;

    // Where all values are below its start it begins there.
    private static Change BeginBehind(Succession succession)
    {
        var (column, bounds) = (SqlIdentifier.Write(succession.Column.Name), succession.New.Bounds);
        var last = bounds.Increment > 0 ? $"max({column})" : $"min({column})";
        return new(
            $"SELECT setval({SqlLiteral.Quote(succession.New.Address)}, {last}::bigint) FROM {succession.Column.Parent!.Id.Address}"
            + $" HAVING {last} {(bounds.Increment > 0 ? ">=" : "<=")} (SELECT last_value FROM {succession.New.Address})");
    }

    private Succession? SuccessionOf(SchemaObject column)
    {
        if (Of(column) is not { } wanted || scope.From.Find(column.Id) is not { } before || !scope.Stays(column.Id)) return null;
        if (wanted.IsIdentity && before[Column.Identity] is not null) return null;
        var isThere = !wanted.IsIdentity && scope.From.Find(wanted.Holder.Id) is not null;
        if ((Of(before) ?? (Predecessor(column) is { } other ? Of(other) : null)) is not { } old)
            return Casting.IsWholeNumber(column) ? new(column, null, wanted, isThere, Goes: false) : null;
        return old.Holder.Id == wanted.Holder.Id ? null : new(column, old, wanted, isThere, Goes: old.IsIdentity || scope.To.Find(old.Holder.Id) is null);
    }

    private SchemaObject? Predecessor(SchemaObject column) =>
        scope.Copies.Where(c => c.Column == column.Id).Select(c => scope.From.Find(c.Source)).FirstOrDefault(c => c is not null);

    private Counter? Of(SchemaObject column)
    {
        if (Counter.OfIdentity(column) is { } identity) return identity;
        var sequence = column.Children.SelectMany(c => c.DependsOn).FirstOrDefault(d => d.Kind.Counts) ?? owned.Value[column].FirstOrDefault();
        return sequence is null ? null : Counter.Of(sequence);
    }
}
