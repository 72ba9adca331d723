namespace Confiture.Schema;

/// <summary>Which tables in use an operation locks against those who read or write. One transaction locks one of them:
/// whoever waits for the second blocks others at the first.</summary>
internal static class LockedTables
{
    internal static IEnumerable<ObjectId> Of(SchemaObject item, IReadOnlyList<Change> changes, Scope scope)
    {
        if (scope.Style != PlanStyle.Online || changes.All(IsWeak)) return [];
        var referred = item.Children.Where(_ => scope.To.Find(item.Id) is null).Prepend(item).Select(part => part.ReferredTable).OfType<SchemaObject>();
        return referred.Prepend(item.Top).Where(t => t.Kind.IsLockedAlone && scope.IsInUse(t)).Select(t => t.Id).Distinct();
    }

    private static bool IsWeak(Change change) =>
        change.OutsideTransaction || change.Sql.StartsWith("COMMENT ON ", StringComparison.Ordinal) || change.Sql.StartsWith("GRANT ", StringComparison.Ordinal)
        || change.Sql.StartsWith("REVOKE ", StringComparison.Ordinal)
        || change.Sql.StartsWith("ANALYZE ", StringComparison.Ordinal) || change.Sql.Contains(" VALIDATE CONSTRAINT ", StringComparison.Ordinal);
}
