namespace Confiture.Project;

/// <summary>Makes the rows of one table.</summary>
internal sealed class RowMaker(PlannedTable table)
{
    private const int MostAttempts = 300;
    private const int UsualNulls = 10, RareValues = 20, Roots = 30;

    private readonly Dictionary<int, long> counters = [];
    private readonly bool hasOwn = table.References.Any(r => r.Time == ReferenceTime.Within);

    /// <summary>Why the last row could not be made: the name of a unique index, a check or a foreign key.</summary>
    internal string Refusal { get; private set; } = string.Empty;

    /// <summary>Makes columns that the table counts begin after what it has.</summary>
    internal void CountFrom(int number, long value) => counters[number] = value;

    /// <summary>What a counted column of a row is.</summary>
    internal long CounterOf(SeedColumn column, long row) =>
        counters.GetValueOrDefault(column.Number, column.Counter!.Start) + (row * column.Counter!.Increment);

    /// <summary>A row that no unique index and no check that is understood refuses; it is taken. Null after many attempts.</summary>
    /// <param name="row">Its number, from 0.</param>
    /// <param name="refused">How often the server refused a row of this number.</param>
    /// <param name="kept">Values that are decided, by place; null where none are.</param>
    /// <param name="own">Which keys of the rows at work it may refer to: those before it, or all; null to leave such columns for later.</param>
    internal Sample[]? Make(int row, int refused = 0, Sample?[]? kept = null, int? own = null)
    {
        for (var attempt = refused; attempt < refused + MostAttempts; attempt++)
        {
            if (TryMake(row, attempt, kept, own) is not { } made) continue;
            var isDraft = own is null && hasOwn;
            if (!isDraft && table.Checks.Failed(made) is { } failed)
            {
                Refusal = failed.Name;
            }
            else if (IndexesOf(isDraft).FirstOrDefault(u => !u.Allows(table, made)) is { } unique)
            {
                Refusal = unique.Facts.Name;
            }
            else
            {
                foreach (var index in IndexesOf(isDraft)) index.Take(table, made);
                return made;
            }
        }

        return null;
    }

    /// <summary>Gives back what a row took that was refused.</summary>
    internal void Release(Sample[] row)
    {
        foreach (var index in IndexesOf(isDraft: false)) index.Release(table, row);
    }

    // A draft decides the keys that others refer to, and takes them.
    private IEnumerable<UniqueRows> IndexesOf(bool isDraft) =>
        hasOwn ? table.Uniques.Where(u => u.Facts.Columns.All(table.IsKey) == isDraft) : table.Uniques;

    private Sample[]? TryMake(int row, int attempt, Sample?[]? kept, int? own)
    {
        table.Words.StartRow();
        var demands = table.Checks.Demands(table.Words.Random);
        var values = kept is null ? new Sample?[table.Columns.Count] : [.. kept];
        foreach (var reference in table.References.Where(r => r.Time is ReferenceTime.Before or ReferenceTime.Within))
        {
            if (reference.Time == ReferenceTime.Within && own is null) continue;
            if (Refer(reference, values, demands, row, attempt, own)) continue;
            Refusal = reference.Facts.Name;
            return null;
        }

        foreach (var place in table.Checks.Order) values[place] ??= Value(place, values, demands[place], row, attempt);
        return [.. values.Select(v => v!.Value)];
    }

    private Sample Value(int place, Sample?[] values, Demand demand, int row, int attempt)
    {
        var column = table.Columns[place];
        // A reference that is not made now.
        if (column is { IsReference: true, IsNotNull: false } || column.Source is null) return Sample.Null;
        if (column.Facts.Counter is not null)
        {
            var number = CounterOf(column.Facts, row);
            return new(number.ToString(System.Globalization.CultureInfo.InvariantCulture), number);
        }

        if (IsNull(column, demand)) return Sample.Null;
        return column.Source.Next(new(Ordered(demand, values), table.Words, (int)table.Existing + row, attempt));
    }

    private bool IsNull(PlannedColumn column, Demand demand)
    {
        if (column.IsNotNull || table.IsKey(column.Facts.Number)) return false;
        return demand.IsNull ?? table.Words.Random.Number(99) < (Meaning.IsRare(column.Facts.Name) ? 100 - RareValues : UsualNulls);
    }

    // What other columns of the row have is known by now.
    private Demand Ordered(Demand demand, Sample?[] values)
    {
        if (demand.Orders.Count == 0) return demand;
        var found = demand.Copy();
        foreach (var order in demand.Orders)
        {
            if (table.PlaceOf(order.Other) is not (>= 0 and var other) || values[other] is not { Rank: { } rank }) continue;
            if (order.Sign == "=") found.Add(new Atom.OneOf(order.Column, [values[other]!.Value.Text!]), static _ => null);
            else if (order.Sign != "<>") found.Bound(order.Sign, rank);
        }

        return found;
    }

    private bool Refer(PlannedReference reference, Sample?[] values, Demand[] demands, int row, int attempt, int? own)
    {
        List<int> places = [.. reference.Facts.Columns.Select(table.PlaceOf)];
        // A generated column refers to what the server makes of it.
        if (places.Contains(-1)) return true;
        var set = places.Select(p => values[p]).ToArray();
        if (set.All(v => v is not null) && set.Any(v => v!.Value.IsNull)) return true;
        var mayBeNull = reference.IsNullable && places.Any(p => values[p] is null && !table.Columns[p].IsNotNull);
        var mustBeNull = places.Any(p => values[p] is null && demands[p].IsNull == true);
        if (mayBeNull && (mustBeNull || IsLeftOut(reference, places.Any(p => demands[p].IsNull == false)))) return LeaveOut(reference, places, values);
        if (Chosen(reference, set, demands, places, row, attempt, own) is not { } key) return mayBeNull && LeaveOut(reference, places, values);
        for (var i = 0; i < places.Count; i++) values[places[i]] = key[i];
        return true;
    }

    private bool IsLeftOut(PlannedReference reference, bool isDemanded) =>
        !isDemanded && table.Words.Random.Number(99) < (reference.IsToSelf ? Roots : UsualNulls);

    private bool LeaveOut(PlannedReference reference, List<int> places, Sample?[] values)
    {
        var free = places.Where(p => values[p] is null && !table.Columns[p].IsNotNull).ToList();
        if (reference.Facts.IsFull && free.Count < places.Count) return false;
        foreach (var place in free) values[place] = Sample.Null;
        return true;
    }

    private Sample[]? Chosen(PlannedReference reference, Sample?[] set, Demand[] demands, List<int> places, int row, int attempt, int? own)
    {
        var keys = reference.Keys.With(set);
        if (keys.Count == 0) return null;
        var usable = keys.Count;
        // Rows of a table refer to rows before them, as long as that is possible: so they can be told apart by the server.
        if (reference is { Time: ReferenceTime.Within, IsToSelf: true } && own is { } before && attempt < MostAttempts / 2)
        {
            var known = reference.IsNullable ? before : before + 1;
            if (set.All(v => v is null)) usable = Math.Min(usable, known);
        }

        if (usable == 0) return null;
        var index = reference.IsUnique ? (row + attempt) % usable : table.Words.Random.Number(usable - 1);
        if (demands[places[0]].OneOf is not { } allowed || places.Count > 1) return keys[index];
        return keys.Skip(index).Concat(keys.Take(index)).FirstOrDefault(k => allowed.Contains(k[0].Text, StringComparer.Ordinal)) ?? keys[index];
    }
}
