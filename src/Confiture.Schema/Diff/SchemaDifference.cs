namespace Confiture.Schema;

/// <summary>How one object differs between two schemas.</summary>
public abstract record ObjectDifference
{
    private ObjectDifference()
    {
    }

    /// <summary>Which object.</summary>
    public abstract ObjectId Id { get; }

    /// <summary>Only the second schema has it.</summary>
    /// <param name="To">The object.</param>
    public sealed record Added(SchemaObject To) : ObjectDifference
    {
        /// <inheritdoc/>
        public override ObjectId Id => To.Id;
    }

    /// <summary>Only the first schema has it.</summary>
    /// <param name="From">The object.</param>
    public sealed record Removed(SchemaObject From) : ObjectDifference
    {
        /// <inheritdoc/>
        public override ObjectId Id => From.Id;
    }

    /// <summary>Both have it, not alike.</summary>
    /// <param name="From">The object in the first schema.</param>
    /// <param name="To">The object in the second schema.</param>
    /// <param name="Attributes">The attributes that differ.</param>
    public sealed record Changed(SchemaObject From, SchemaObject To, IReadOnlyList<string> Attributes) : ObjectDifference
    {
        /// <inheritdoc/>
        public override ObjectId Id => To.Id;
    }
}

/// <summary>What is different between two schemas, object by object.</summary>
public static class SchemaDifference
{
    /// <summary>Compares.</summary>
    /// <param name="from">The first schema.</param>
    /// <param name="to">The second schema.</param>
    /// <returns>The differences in the order of the objects' ids.</returns>
    public static IReadOnlyList<ObjectDifference> Between(DatabaseSchema from, DatabaseSchema to)
    {
        // Both are in the order of their ids: one pass over the two side by side sees everything.
        List<ObjectDifference> differences = [];
        var (old, recent) = (from.Objects, to.Objects);
        for (int i = 0, j = 0; i < old.Count || j < recent.Count;)
        {
            var order = i == old.Count ? 1 : j == recent.Count ? -1 : ObjectId.Order.Compare(old[i].Id, recent[j].Id);
            if (order < 0) differences.Add(new ObjectDifference.Removed(old[i]));
            else if (order > 0) differences.Add(new ObjectDifference.Added(recent[j]));
            else if (old[i].DifferencesTo(recent[j]) is [_, ..] attributes) differences.Add(new ObjectDifference.Changed(old[i], recent[j], attributes));
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        return differences;
    }
}
