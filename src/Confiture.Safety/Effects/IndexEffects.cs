using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Indexes that are created, rebuilt or changed.</summary>
internal static class IndexEffects
{
    internal static void Create(CreateIndex statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "an index is added");
        var table = e.Relation(statement.Table);
        if (statement.Concurrently) e.Transaction = TransactionRule.Forbidden;
        var mode = statement.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share;
        e.Lock(table, mode);
        if (statement.IfNotExists && statement.Name is { } present
            && e.Relations.Find(new Sql.QualifiedName(table.Name.Schema, present.Text)) is not null)
        {
            return;
        }

        if (!statement.Only) e.LockTree(table, mode);
        if (statement.Only && table.IsPartitioned) return;
        if (!table.IsKnown && !statement.Concurrently) e.Assume($"{table} is assumed to have rows");
        e.Work(table, TableWork.IndexBuild);
        var name = statement.Name?.Text ?? $"{table.Name.Name}_{string.Join('_', statement.Keys.Select(k => k.Column?.Text ?? "expr"))}_idx";
        table.Indexes.Add(e.Relations.Add(new(table.Name with { Name = name }, ObjectKind.Index)
        {
            IsKnown = true, IsNew = true, Owner = table, IsUnique = statement.Unique, Keys = [.. statement.Keys.Select(k => k.Column?.Text)],
        }));
    }

    internal static void Reindex(Reindex statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "indexes are rebuilt");
        if (statement.Concurrently || statement.Target is ReindexTarget.Schema or ReindexTarget.Database or ReindexTarget.System)
            e.Transaction = TransactionRule.Forbidden;
        if (statement.Name is not { } name || statement.Target is not (ReindexTarget.Index or ReindexTarget.Table))
        {
            if (!statement.Concurrently) e.Risk(RiskTier.LockRisky, "every index of every table is rebuilt, one after another, while writes to its table wait");
            return;
        }

        var named = e.Relation(name, statement.Target == ReindexTarget.Index ? ObjectKind.Index : ObjectKind.Table);
        var table = statement.Target == ReindexTarget.Index ? named.Owner : named;
        if (named.IsPartitioned) e.Transaction = TransactionRule.Forbidden;
        if (table is null) e.Assume("the index's table is assumed to be in use");
        foreach (var index in statement.Target == ReindexTarget.Index ? [named] : table!.Tree.SelectMany(t => t.Indexes))
            e.Lock(index, statement.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        if (table is null && !statement.Concurrently)
            e.Risk(RiskTier.LockRisky, $"an index is built under {LockMode.AccessExclusive.Sql} on it, and writes to its table wait");
        if (table is null) return;
        e.LockTree(table, statement.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share);
        if (table.Indexes.Count > 0 || !table.IsKnown) e.Work(table, TableWork.IndexBuild);
    }

    /// <summary>ALTER INDEX with the actions of tables.</summary>
    internal static void Alter(AlterTable statement, Effect e)
    {
        var index = e.Relation(statement.Name, ObjectKind.Index);
        foreach (var action in statement.Actions)
        {
            e.Risk(RiskTier.Reversible, $"index {index} changes");
            e.Lock(index, action switch { TableAction.SetOptions or TableAction.ResetOptions or TableAction.SetStatistics or TableAction.AttachPartition =>
                LockMode.ShareUpdateExclusive, _ => LockMode.AccessExclusive });
            if (action is not TableAction.AttachPartition attach) continue;
            var part = e.Relation(attach.Partition, ObjectKind.Index);
            e.Lock(part, LockMode.AccessExclusive);
            if (index.Owner is { } whole) e.Lock(whole, LockMode.AccessShare);
            if (part.Owner is { } table) e.Lock(table, LockMode.AccessShare);
        }
    }
}
