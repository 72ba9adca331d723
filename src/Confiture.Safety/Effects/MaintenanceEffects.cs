using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>VACUUM, ANALYZE and CLUSTER.</summary>
internal static class MaintenanceEffects
{
    internal static void Vacuum(Vacuum statement, Effect e)
    {
        e.Transaction = TransactionRule.Forbidden;
        var full = statement.Options.LastOrDefault(o => o.Name == "full") is { IsOn: true };
        e.Risk(RiskTier.Additive, "dead rows are removed");
        if (full && statement.Targets.Count == 0) e.Risk(RiskTier.LockRisky, "every table is rewritten under ACCESS EXCLUSIVE");
        foreach (var target in statement.Targets)
        {
            var table = e.Relation(target.Table.Name);
            foreach (var member in table.Tree.Where(t => !t.IsPartitioned)) e.Lock(member, full ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
            if (full) e.Work(table, TableWork.Rewrite);
        }
    }

    internal static void Analyze(Analyze statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "statistics are collected");
        foreach (var target in statement.Targets)
        {
            var table = e.Relation(target.Table.Name);
            e.Lock(table, LockMode.ShareUpdateExclusive);
            foreach (var member in table.Tree.Skip(1)) e.Lock(member, table.IsPartitioned ? LockMode.ShareUpdateExclusive : LockMode.AccessShare);
        }
    }

    internal static void Repack(Repack statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "tables are compacted");
        if (statement.Concurrently || statement.Table is null) e.Transaction = TransactionRule.Forbidden;
        if (statement.Table is not { } name)
        {
            e.Risk(RiskTier.LockRisky, statement.UsingIndex
                ? "every table that was clustered before is rewritten under ACCESS EXCLUSIVE"
                : "every table is rewritten under ACCESS EXCLUSIVE");
            return;
        }

        var table = e.Relation(name);
        // Concurrently the lock that stops others comes at the end, for as long as files are swapped.
        foreach (var member in table.Tree.Where(t => !t.IsPartitioned))
            e.Lock(member, statement.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        e.Work(table, TableWork.Rewrite);
    }

    internal static void Cluster(Cluster statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "rows are sorted");
        if (statement.Table is not { } name)
        {
            e.Transaction = TransactionRule.Forbidden;
            e.Risk(RiskTier.LockRisky, "every table that was clustered before is rewritten under ACCESS EXCLUSIVE");
            return;
        }

        var table = e.Relation(name);
        e.Lock(table, LockMode.AccessExclusive);
        e.Work(table, TableWork.Rewrite);
    }
}
