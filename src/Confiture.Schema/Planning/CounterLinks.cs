namespace Confiture.Schema;

/// <summary>Orders what happens to sequences: one that stays goes with no column, and one that goes is there until its successor has read its value.</summary>
internal sealed class CounterLinks(
    PlannedActions actions, Func<Operation, Operation> add, Dictionary<ObjectId, Operation> drops, Dictionary<ObjectId, Operation> creations, Dictionary<ObjectId, Operation> alterations)
{
    private readonly Scope scope = actions.Scope;

    internal void Link()
    {
        KeepSequences();
        LinkCounters();
    }

    // A sequence that stays leaves the column that goes, and comes back to its successor.
    private void KeepSequences()
    {
        foreach (var sequence in scope.From.Objects.Where(s => s.OwningColumn is not null && actions.Stays(s.Id)))
        {
            if (!drops.TryGetValue(sequence.OwningColumn!.Id, out var drop)) continue;
            drop.After.Add(add(new(Stage.Drop, sequence, [new($"ALTER SEQUENCE {sequence.Id.Address} OWNED BY NONE")])));
            if (scope.To.Find(sequence.Id)!["owned_by"] is not { } owner || owner != sequence["owned_by"] || !creations.TryGetValue(sequence.OwningColumn.Id, out var creation)) continue;
            add(new(Stage.Finish, sequence, [new($"ALTER SEQUENCE {sequence.Id.Address} OWNED BY {owner}")])).After.Add(creation);
        }
    }

    // What counts is there until its successor has read its value.
    private void LinkCounters()
    {
        foreach (var succession in scope.Counters.Successions.Where(s => s.Old is not null))
        {
            var old = succession.Old!.Holder;
            var beginning = succession.IsThere ? add(new(Stage.Alter, succession.New.Holder, [scope.Counters.CatchUp(succession)]))
                : (succession.New.IsIdentity ? alterations : creations).GetValueOrDefault(succession.New.Holder.Id);
            if (beginning is null) continue;
            var end = drops.GetValueOrDefault(old.Id) ?? alterations.GetValueOrDefault(old.Id);
            if (end is not null && end != beginning) end.After.Add(beginning);
            // A table's own change need not wait for a column that hands over what counts.
            if (end is { Item.Kind: ColumnKind } && alterations.GetValueOrDefault(end.Item.Parent!.Id) is { } table) table.After.Remove(end);
            if (succession.IsSwap) beginning.After.Add(add(new(Stage.Drop, old, Swap.MakeRoom(old, scope))));
        }
    }
}
