using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>What blocks other sessions while a migration processes the rows of a table that it has locked.</summary>
internal static class Waiting
{
    /// <summary>One sentence for each table, in the order of their names.</summary>
    /// <param name="group">The statements.</param>
    /// <param name="before">The schema that they find.</param>
    internal static IReadOnlyList<string> For(ChangeGroup group, DatabaseSchema before)
    {
        var script = SqlScript.Parse("migration", string.Concat(group.Changes.Select(c => c.Sql + ";\n")));
        var analysis = new SafetyAnalysis(
            new() { Schema = before, Version = before.ServerVersion / 1_00_00, RunnerTransaction = group.InTransaction, RunnerLockTimeout = true });
        return
        [
            .. analysis.Of(script).SelectMany(Works).GroupBy(w => w.Table).OrderBy(g => $"{g.Key}", StringComparer.Ordinal)
                .Select(g => $"{g.Max(w => w.Mode).Blocked} of {SqlIdentifier.Write(g.Key.Schema!)}.{SqlIdentifier.Write(g.Key.Name)} wait until "
                    + $"{Words(g.Max(w => w.Work))}"),
        ];
    }

    private static IEnumerable<(QualifiedName Table, LockMode Mode, TableWork Work)> Works(StatementSafety statement) =>
        from work in statement.Work
        where !work.IsNew
        let mode = Stronger(statement.Locks.FirstOrDefault(l => l.Object == work.Object), statement.HeldBefore.Find(work.Object))
        where mode.BlocksWrites
        select (work.Object, mode, work.Work);

    private static LockMode Stronger(ObjectLock? one, ObjectLock? other) => new[] { one?.Mode, other?.Mode }.Max() ?? LockMode.AccessShare;

    private static string Words(TableWork work) => work switch
    {
        TableWork.Rewrite => "every row is rewritten",
        TableWork.IndexBuild => "an index is built",
        _ => "every row is read",
    };
}
