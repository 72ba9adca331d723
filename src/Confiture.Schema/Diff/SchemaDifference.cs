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
    /// <summary>Compares; two schemas with one fingerprint are not looked into.</summary>
    /// <param name="from">The first schema.</param>
    /// <param name="to">The second schema.</param>
    /// <returns>The differences in the order of the objects' ids.</returns>
    public static IReadOnlyList<ObjectDifference> Between(DatabaseSchema from, DatabaseSchema to)
    {
        Parallel.Invoke(() => _ = from.Fingerprint, () => _ = to.Fingerprint);
        if (from.Fingerprint == to.Fingerprint) return [];
        List<ObjectDifference> differences = [];
        foreach (var item in to.Objects)
        {
            if (from.Find(item.Id) is not { } old) differences.Add(new ObjectDifference.Added(item));
            else if (old.DifferencesTo(item).ToList() is [_, ..] attributes) differences.Add(new ObjectDifference.Changed(old, item, attributes));
        }

        differences.AddRange(from.Objects.Where(item => to.Find(item.Id) is null).Select(item => new ObjectDifference.Removed(item)));
        return [.. differences.OrderBy(d => d.Id, ObjectId.Order)];
    }
}
