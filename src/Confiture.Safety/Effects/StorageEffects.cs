using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Storage and ownership of a table.</summary>
internal static class StorageEffects
{
    private const int UnloggedSequences = 15;

    internal static void SetLogged(TableAction.SetLogged action, Relation table, Effect e)
    {
        if (table.IsKnown && table.IsUnlogged != action.Logged) return;
        if (!table.IsKnown) e.Assume($"{table} is assumed to change");
        e.WorkAlone(table, TableWork.Rewrite);
        table.IsUnlogged = !action.Logged;
        if (e.Version < UnloggedSequences) return;
        foreach (var sequence in table.Sequences) e.Lock(sequence, LockMode.AccessExclusive);
    }

    internal static void SetAccessMethod(TableAction.SetAccessMethod action, Relation table, Effect e)
    {
        if (table.AccessMethod is { } present && present == action.Method?.Text) return;
        Move(table, e);
        table.AccessMethod = action.Method?.Text;
    }

    internal static void Move(Relation table, Effect e) => e.WorkAlone(table, TableWork.Rewrite);

    internal static void ChangeOwner(Relation table, Effect e)
    {
        foreach (var sequence in table.Sequences) e.Lock(sequence, LockMode.AccessExclusive);
    }
}
