namespace Confiture.Schema;

/// <summary>What happens to objects, by the object: what makes it, what changes it and what drops it.</summary>
internal sealed record OperationsById(Dictionary<ObjectId, Operation> Creations, Dictionary<ObjectId, Operation> Alterations, Dictionary<ObjectId, Operation> Drops);

/// <summary>Orders what happens around tables that leave a partitioned table and tables that join one.</summary>
internal sealed class PartitionLinks(
    Scope scope, IReadOnlyList<Operation> operations, OperationsById known, Dictionary<ObjectId, Operation> leavings, Dictionary<ObjectId, Operation> attachments)
{
    internal void Link()
    {
        LinkRows();
        LinkForeignKeys();
        LinkColumnsAbove();
        LinkParts();
    }

    private void LinkRows()
    {
        foreach (var (table, attach) in attachments)
        {
            // The rows that a partition is to take may belong to one that leaves.
            var parent = scope.To.Find(table)!["inherits"];
            var before = leavings.Concat(known.Drops).Where(l => scope.From.Find(l.Key) is { Kind: TableKind or ForeignTableKind } other && other.Get("bound") is not null && other["inherits"] == parent).Select(l => l.Value).ToList();
            attach.After.UnionWith(before);
            // As long as its transaction lasts a new table is known to be empty.
            if (known.Creations.TryGetValue(table, out var creation)) creation.After.UnionWith(before);
        }
    }

    private void LinkParts()
    {
        // To a whole that is not complete a part that joins would be given an index of its own.
        foreach (var (id, creation) in known.Creations.Where(c => scope.To.Find(c.Key) is { Kind: IndexKind or ConstraintKind } index && index["valid"] == "false" && index.Parent!.Get("partition_key") is not null))
            creation.After.UnionWith(attachments.Where(a => scope.To.Find(a.Key)!.ListOf("inherits")[0] == scope.To.Find(id)!.Parent!.Id.Address).Select(a => a.Value));

        // What a table has as a partition it has from then on: the state of a trigger, a part of an index.
        foreach (var operation in operations.Where(o => o.Stage is Stage.Finish))
        {
            if (operation.Item.Parent is { } table && attachments.TryGetValue(table.Id, out var attach)) operation.After.Add(attach);
        }
    }

    // What a partition gets itself while it is away must not come from above before it has left.
    private void LinkColumnsAbove()
    {
        foreach (var (id, leaving) in leavings.Where(l => scope.From.Find(l.Key)!.Get("bound") is not null))
        {
            var parent = scope.From.Find(id)!.ListOf("inherits")[0];
            foreach (var (column, change) in known.Creations.Concat(known.Alterations))
                if (scope.To.Find(column) is { Kind: ColumnKind, Parent: { } table } && table.Id.Address == parent && change.Item.Parent == table) change.After.Add(leaving);
        }
    }

    // Keys that point at a partitioned table hold for the rows that it has before a partition leaves, and after one has joined.
    private void LinkForeignKeys()
    {
        if (attachments.Count + leavings.Count == 0) return;
        foreach (var (id, creation) in known.Creations) Link(scope.To, id, attachments, attach => creation.After.Add(attach));
        foreach (var (id, drop) in known.Drops) Link(scope.From, id, leavings, leaving => leaving.After.Add(drop));

        static void Link(DatabaseSchema schema, ObjectId id, Dictionary<ObjectId, Operation> moves, Action<Operation> link)
        {
            if (schema.Find(id) is not { Kind: ConstraintKind } key || ConstraintKind.ReferredTable(key) is not { } referred || referred.Get("partition_key") is null) return;
            var family = TableWords.Family(referred, schema);
            if (family.Contains(key.Parent!)) return;
            foreach (var table in family) if (moves.TryGetValue(table.Id, out var move)) link(move);
        }
    }
}
