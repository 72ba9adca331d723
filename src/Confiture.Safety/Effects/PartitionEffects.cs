using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Partitions and child tables that are attached and detached.</summary>
internal static class PartitionEffects
{
    internal static void Attach(TableAction.AttachPartition action, Relation parent, Effect e)
    {
        var partition = e.Relation(action.Partition);
        e.LockTree(partition, LockMode.AccessExclusive);
        // The bound holds for what is there: without a check that says so every row is looked at.
        if (!HasCheck(partition)) e.Work(partition, TableWork.Scan);
        if (!partition.IsKnown) e.Assume($"{partition} is assumed to have no check that implies its bound");
        LockDefault(parent, e, scan: action.Bound is not PartitionBound.Default);
        foreach (var key in parent.ForeignKeys) e.LockTree(key.References!, LockMode.ShareRowExclusive);
        foreach (var (table, _) in parent.ReferencedBy) e.LockTree(table, LockMode.ShareRowExclusive);
        foreach (var index in parent.Indexes.Where(i => !partition.Indexes.Exists(p => p.Keys.SequenceEqual(i.Keys) && (p.IsUnique || !i.IsUnique))))
            Build(index, partition, e);
        partition.IsPartition = true;
        partition.IsDefaultPartition = action.Bound is PartitionBound.Default;
        parent.AddChild(partition);
    }

    internal static void Detach(TableAction.DetachPartition action, Relation parent, Effect e)
    {
        var partition = e.Relation(action.Partition);
        if (action.Concurrently)
        {
            e.Transaction = TransactionRule.Forbidden;
            e.Lock(partition, LockMode.AccessExclusive);
        }
        else
        {
            e.LockTree(partition, LockMode.AccessExclusive);
            LockDefault(parent, e, scan: false);
            foreach (var key in partition.ForeignKeys) e.LockTree(key.References!, LockMode.AccessExclusive);
        }

        foreach (var (table, _) in parent.ReferencedBy)
        {
            e.LockTree(table, action.Concurrently ? LockMode.ShareRowExclusive : LockMode.AccessExclusive);
            e.Work(table, TableWork.Scan);
        }

        // The foreign keys of the whole stay with it as its own.
        foreach (var key in partition.ForeignKeys.Except(partition.Constraints).ToList()) partition.Add(key);
        partition.IsPartition = partition.IsDefaultPartition = false;
        parent.RemoveChild(partition);
    }

    /// <summary>Rows of partitions go into a new one, while the whole table is locked (PostgreSQL 19).</summary>
    internal static void Merge(TableAction.MergePartitions action, Relation parent, Effect e)
    {
        var (old, isDefault) = (action.Partitions.Select(p => e.Relation(p)).ToList(), false);
        foreach (var partition in old)
        {
            isDefault |= partition.IsDefaultPartition;
            Replace(partition, parent, e);
        }

        Grow(action.Into, isDefault, parent, e);
    }

    /// <summary>Rows of a partition go into new ones, while the whole table is locked (PostgreSQL 19).</summary>
    internal static void Split(TableAction.SplitPartition action, Relation parent, Effect e)
    {
        LockDefault(parent, e, scan: false);
        Replace(e.Relation(action.Partition), parent, e);
        foreach (var part in action.Into) Grow(part.Name, part.Bound is PartitionBound.Default, parent, e);
    }

    private static void Replace(Relation partition, Relation parent, Effect e)
    {
        e.LockTree(partition, LockMode.AccessExclusive);
        e.Work(partition, TableWork.Rewrite);
        foreach (var (table, _) in parent.ReferencedBy) e.LockTree(table, LockMode.AccessExclusive);
        e.Relations.Remove(partition);
    }

    private static void Grow(SqlName name, bool isDefault, Relation parent, Effect e)
    {
        foreach (var key in parent.ForeignKeys) e.LockTree(key.References!, LockMode.ShareRowExclusive);
        var partition = e.Relations.Made(name.Value, ObjectKind.Table, temporary: false,
            full => new(full, ObjectKind.Table) { IsPartition = true, IsDefaultPartition = isDefault, IsKnown = parent.IsKnown });
        parent.AddChild(partition);
    }

    internal static void Inherit(TableAction.Inherit action, Relation child, Effect e)
    {
        var parent = e.Relation(action.Parent);
        e.Lock(parent, LockMode.ShareUpdateExclusive);
        parent.AddChild(child);
    }

    internal static void NoInherit(TableAction.NoInherit action, Relation child, Effect e)
    {
        var parent = e.Relation(action.Parent);
        e.Lock(parent, LockMode.AccessShare);
        parent.RemoveChild(child);
    }

    /// <summary>A default partition is locked whenever its bound changes, and read when rows of it could belong elsewhere.</summary>
    internal static void LockDefault(Relation parent, Effect e, bool scan)
    {
        if (parent.DefaultPartition is not { } rest) return;
        e.LockTree(rest, LockMode.AccessExclusive);
        if (scan && !HasCheck(rest)) e.Work(rest, TableWork.Scan);
    }

    private static bool HasCheck(Relation table) => table.Constraints.Exists(c => c is { Sort: ConstraintSort.Check, Validated: true });

    private static void Build(Relation index, Relation partition, Effect e)
    {
        e.Work(partition, TableWork.IndexBuild);
        partition.Indexes.Add(new(partition.Name with { Name = $"{partition.Name.Name}_{index.Name.Name}" },
            ObjectKind.Index) { IsKnown = true, IsNew = true, Owner = partition, Keys = [.. index.Keys] });
    }
}
