namespace Confiture.Schema;

/// <summary>Orders what happens to sequences: one that stays goes with no column, and one that goes is there until its successor has read its value.</summary>
internal sealed class CounterLinks(Operations operations)
{
    private readonly Scope scope = operations.Scope;
    private readonly Dictionary<ObjectId, Operation> drops = operations.Drops, creations = operations.Creations, alterations = operations.Alterations;

    internal void Link()
    {
        KeepSequences();
        LinkCounters();
    }

    // A sequence that stays leaves the column that goes, and comes back to its successor.
    private void KeepSequences()
    {
        foreach (var sequence in scope.From.Objects.Where(s => s.OwningColumn is not null && operations.Actions.Stays(s.Id)))
        {
            if (!drops.TryGetValue(sequence.OwningColumn!.Id, out var drop)) continue;
            drop.After.Add(operations.Add(new(Stage.Drop, sequence, [new($"ALTER SEQUENCE {sequence.Id.Address} OWNED BY NONE")])));
            if (scope.To.Find(sequence.Id)![Sequence.OwnedBy] is not { } owner || owner != sequence[Sequence.OwnedBy]
                || !creations.TryGetValue(sequence.OwningColumn.Id, out var creation))
            {
                continue;
            }

            operations.Add(new(Stage.Finish, sequence, [new($"ALTER SEQUENCE {sequence.Id.Address} OWNED BY {owner}")])).After.Add(creation);
        }
    }

    // What counts is there until its successor has read its value.
    private void LinkCounters()
    {
        foreach (var succession in scope.Counters.Successions.Where(s => s.Old is not null))
        {
            var old = succession.Old!.Holder;
            var beginning = succession.IsThere ? operations.Add(new(Stage.Alter, succession.New.Holder, [scope.Counters.CatchUp(succession)]))
                : (succession.New.IsIdentity ? alterations : creations).GetValueOrDefault(succession.New.Holder.Id);
            if (beginning is null) continue;
            var end = drops.GetValueOrDefault(old.Id) ?? alterations.GetValueOrDefault(old.Id);
            if (end is not null && end != beginning) end.After.Add(beginning);
            // A table's own change need not wait for a column that hands over what counts.
            if (end is { Item.Kind.IsColumn: true } && alterations.GetValueOrDefault(end.Item.Parent!.Id) is { } table) table.After.Remove(end);
            if (succession.IsSwap) beginning.After.Add(operations.Add(new(Stage.Drop, old, old.Kind.MakeRoom(old, scope))));
        }
    }
}
