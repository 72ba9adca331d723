namespace Confiture.Schema;

/// <summary>Which tables in use an operation locks against those who read or write. One transaction locks one of them: who waits for the second makes others wait for the first.</summary>
internal static class LockedTables
{
    internal static IEnumerable<ObjectId> Of(SchemaObject item, IReadOnlyList<Change> changes, Scope scope)
    {
        if (scope.Style != PlanStyle.Online || changes.All(IsWeak)) return [];
        List<SchemaObject> tables = [Top(item)];
        foreach (var key in item.Children.Prepend(item).Where(c => c.Kind is ConstraintKind && (c == item || scope.To.Find(item.Id) is null)))
        {
            if (ConstraintKind.ReferredTable(key) is { } referred) tables.Add(referred);
        }

        return tables.Where(t => t.Kind is TableKind or ForeignTableKind or MaterializedViewKind && scope.IsInUse(t)).Select(t => t.Id).Distinct();
    }

    private static SchemaObject Top(SchemaObject item) => item.Parent is { } parent ? Top(parent) : item;

    private static bool IsWeak(Change change) =>
        change.OutsideTransaction || change.Sql.StartsWith("COMMENT ON ", StringComparison.Ordinal) || change.Sql.StartsWith("GRANT ", StringComparison.Ordinal) || change.Sql.StartsWith("REVOKE ", StringComparison.Ordinal)
        || change.Sql.StartsWith("ANALYZE ", StringComparison.Ordinal) || change.Sql.Contains(" VALIDATE CONSTRAINT ", StringComparison.Ordinal);
}
