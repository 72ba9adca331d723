namespace Confiture.Schema;

/// <summary>Orders what happens around tables that leave a partitioned table and tables that join one.</summary>
internal sealed class PartitionLinks(Operations operations)
{
    private readonly Scope scope = operations.Scope;
    private readonly Dictionary<ObjectId, Operation> leavings = operations.Leavings, attachments = operations.Attachments;

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
            var partition = scope.To.Find(table)!;
            var before = leavings.Concat(operations.Drops)
                .Where(l => scope.From.Find(l.Key) is { } other && other.Has(Table.Bound) && other.Agrees(partition, Table.Inherits))
                .Select(l => l.Value).ToList();
            attach.After.UnionWith(before);
            // As long as its transaction lasts a new table is known to be empty.
            if (operations.Creations.TryGetValue(table, out var creation)) creation.After.UnionWith(before);
        }
    }

    private void LinkParts()
    {
        // To a whole that is not complete a part that joins would be given an index of its own.
        foreach (var (id, creation) in operations.Creations)
        {
            var item = operations.After(id);
            if (item[Part.Valid] == false && TableWords.IsPartitioned(item.Parent!))
                creation.After.UnionWith(attachments.Where(a => IsPartOf(a.Key, item.Parent!)).Select(a => a.Value));
        }

        // What a table has as a partition it has from then on: the state of a trigger, a part of an index.
        foreach (var operation in operations.All.Where(o => o.Stage is Stage.Finish))
        {
            if (operation.Item.Parent is { } table && attachments.TryGetValue(table.Id, out var attach)) operation.After.Add(attach);
        }
    }

    private bool IsPartOf(ObjectId partition, SchemaObject table) => operations.After(partition)[Table.Inherits][0] == table.Id.Address;

    // What a partition gets itself while it is detached must not be inherited before that.
    private void LinkColumnsAbove()
    {
        foreach (var (id, leaving) in leavings.Where(l => scope.From.Find(l.Key)![Table.Bound] is not null))
        {
            var parent = scope.From.Find(id)![Table.Inherits][0];
            foreach (var (column, change) in operations.Creations.Concat(operations.Alterations))
            {
                if (operations.After(column) is { Kind.IsColumn: true, Parent: { } table } && table.Id.Address == parent && change.Item.Parent == table)
                    change.After.Add(leaving);
            }
        }
    }

    // Keys that point at a partitioned table hold for the rows that it has before a partition leaves, and after one has joined.
    private void LinkForeignKeys()
    {
        if (attachments.Count + leavings.Count == 0) return;
        foreach (var (id, creation) in operations.Creations) Link(scope.To, id, attachments, attach => creation.After.Add(attach));
        foreach (var (id, drop) in operations.Drops) Link(scope.From, id, leavings, leaving => leaving.After.Add(drop));

        static void Link(DatabaseSchema schema, ObjectId id, Dictionary<ObjectId, Operation> moves, Action<Operation> link)
        {
            if (schema.Find(id) is not { ReferredTable: { } referred } key || referred[Table.PartitionKey] is null) return;
            var family = TableWords.Family(referred, schema);
            if (family.Contains(key.Parent!)) return;
            foreach (var table in family) if (moves.TryGetValue(table.Id, out var move)) link(move);
        }
    }
}
