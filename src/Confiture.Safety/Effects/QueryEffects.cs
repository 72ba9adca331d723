using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Statements that read or change rows: locks of rows and of what holds them, and of the other ends of foreign keys.</summary>
internal static class QueryEffects
{
    internal static void Query(QueryNode query, Effect e)
    {
        foreach (var part in query.With) Apply(part.Statement, e);
        FunctionCalls.LockSequences(query, e);
        Read(query, e, query is Select { LocksRows: true } ? LockMode.RowShare : LockMode.AccessShare);
        switch (query)
        {
            case Select select:
                e.Risk(RiskTier.Additive, "rows are read");
                if (select.Into is { } into) e.Relations.Made(into.Value, ObjectKind.Table, select.IntoTemporary);
                FunctionCalls.Judge(select, e);
                break;
            case Insert insert:
                Draw(insert, e);
                Change(insert, e, insert.OnConflict == "update" ? RiskTier.Destructive : RiskTier.Reversible, "rows are added");
                break;
            case Update update:
                Change(update, e, RiskTier.Destructive, "old values are lost");
                if (!update.HasWhere) e.Risk(RiskTier.LockRisky, "every row is locked until the end of the transaction");
                break;
            case Delete delete:
                Change(delete, e, RiskTier.Destructive, "rows are lost");
                break;
            case Merge merge:
                Change(merge, e, RiskTier.Destructive, "rows are added, changed or lost");
                break;
        }
    }

    /// <summary>Locks what a query reads, through views down to tables.</summary>
    internal static void Read(StatementNode statement, Effect e, LockMode mode = LockMode.AccessShare)
    {
        if (statement is not QueryNode query) return;
        foreach (var relation in query.Reads.Select(r => e.Relation(r)).Distinct())
        {
            e.LockTree(relation, mode);
            foreach (var below in ViewEffects.Below(relation).Where(_ => relation.IsView)) e.Lock(below, mode);
        }
    }

    internal static void Explain(Explain statement, Effect e)
    {
        if (statement.Executes) StatementEffects.Apply(statement.Statement, e);
        else Read(statement.Statement, e);
        if (!statement.Executes && statement.Statement is ChangeNode change) e.LockTree(e.Relation(change.Target), LockMode.RowExclusive);
        if (!statement.Executes) e.Risk(RiskTier.Additive, "a plan is shown");
    }

    internal static void Copy(Copy statement, Effect e)
    {
        if (statement.Program) e.Risk(RiskTier.Unclassified, "a program runs on the server");
        if (statement.Query is { } query) StatementEffects.Apply(query, e);
        else if (statement.Table is { } table) e.Lock(e.Relation(table), statement.From ? LockMode.RowExclusive : LockMode.AccessShare);
        if (statement is { From: true, Table: { } filled, Columns.Count: > 0 })
        {
            foreach (var sequence in e.Relation(filled).Sequences.Where(s => s.OwnedColumn is { } c && statement.Columns.All(named => named.Text != c)))
                e.Lock(sequence, LockMode.RowExclusive);
        }

        e.Risk(statement.From ? RiskTier.Reversible : RiskTier.Additive, statement.From ? "rows are added" : "rows are exported");
    }

    // An update looks at the other table only when the key gets a value.
    private static bool Sets(ChangeNode change, RelationConstraint key) => change is not Update { Assigned: [_, ..] assigned }
        || assigned.Any(list => list.Any(column => key.Columns.Contains(column.Text)));

    private static void Unreference(Relation table, Effect e, HashSet<Relation> seen)
    {
        if (!seen.Add(table)) return;
        foreach (var (other, key) in table.ReferencedBy.ToList())
        {
            e.Lock(other, key.ChangesOnDelete ? LockMode.RowExclusive : LockMode.RowShare);
            if (key.ChangesOnDelete) Unreference(other, e, seen);
        }
    }

    // Columns without a value get the next one of their sequence.
    private static void Draw(Insert insert, Effect e)
    {
        var table = e.Relation(insert.Target);
        var named = insert.Columns.Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        var hasDefault = e.Text(insert.Span).Contains("default", StringComparison.OrdinalIgnoreCase);
        foreach (var sequence in table.Sequences.Where(s => s.OwnedColumn is { } c && (hasDefault || (named.Count > 0 && !named.Contains(c)))))
            e.Lock(sequence, LockMode.RowExclusive);
    }

    private static void Apply(StatementNode statement, Effect e)
    {
        if (statement is QueryNode query) Query(query, e);
    }

    private static void Change(ChangeNode change, Effect e, RiskTier tier, string reason)
    {
        var table = e.Relation(change.Target);
        e.Risk(tier, reason);
        // New rows go into partitions, and not into other child tables.
        var isAlone = change.Only || (change is Insert && !table.IsPartitioned);
        foreach (var member in isAlone ? [table] : table.Tree) e.Lock(member, LockMode.RowExclusive);
        foreach (var below in ViewEffects.Below(table).Where(_ => table.IsView)) e.Lock(below, LockMode.RowExclusive);
        // The checks of foreign keys read the other table; an action on delete or update writes to it.
        if (change is not Delete) Each(table.ForeignKeys.Where(k => Sets(change, k)).Select(k => k.References!), LockMode.RowShare);
        if (change is Delete or Merge) Unreference(table, e, []);

        void Each(IEnumerable<Relation> others, LockMode mode)
        {
            foreach (var other in others.ToList()) e.Lock(other, mode);
        }
    }
}
