namespace Confiture.Schema;

/// <summary>A logged table cannot refer to an unlogged one: losing the log begins with who refers, gaining it with who is referred to.</summary>
internal sealed class PersistenceLinks(Operations operations)
{
    private const int SequencesFollowSince = 15_00_00;

    private readonly Scope scope = operations.Scope;

    internal void Link()
    {
        if (scope.To.ServerVersion >= SequencesFollowSince) LinkSequences();
        LinkForeignKeys();
    }

    // The sequences of a table's columns change with it.
    private void LinkSequences()
    {
        foreach (var sequence in scope.To.Objects.Where(s => s.OwningColumn is not null && operations.Actions.Stays(s.Id)))
        {
            var table = sequence.OwningColumn!.Parent!;
            if (table[Stored.Unlogged] == sequence[Stored.Unlogged] || ChangeOf(table) is not { } change) continue;
            operations.Add(new(Stage.Finish, sequence, [Sequence.Logged(sequence)])).After.Add(change);
        }
    }

    private Operation? ChangeOf(SchemaObject table) =>
        scope.From.Find(table.Id) is { } before && !before.Agrees(table, Stored.Unlogged) ? operations.Alterations.GetValueOrDefault(table.Id) : null;

    private void LinkForeignKeys()
    {
        foreach (var key in scope.To.Objects)
        {
            if (key.ReferredTable is not { } referred || referred == key.Parent) continue;
            if (scope.From.Find(referred.Id)?[Stored.Unlogged] == referred[Stored.Unlogged]) continue;
            if (!operations.Alterations.TryGetValue(key.Parent!.Id, out var own) || !operations.Alterations.TryGetValue(referred.Id, out var other)) continue;
            if (key.Parent[Stored.Unlogged] == true) other.After.Add(own);
            else own.After.Add(other);
        }
    }
}
