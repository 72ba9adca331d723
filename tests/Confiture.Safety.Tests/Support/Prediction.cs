using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety.Tests;

/// <summary>What the analysis says, in the words of an <see cref="Observation"/>.</summary>
internal static class Prediction
{
    /// <summary>The locks that are held after a statement; those on indexes only where they are harder than those on their tables.</summary>
    internal static Dictionary<string, LockMode> LocksOf(StatementSafety safety, IReadOnlyDictionary<string, string> tableOfIndex)
    {
        var all = safety.HeldBefore.Concat(safety.Locks).GroupBy(l => NameOf(l.Object))
            .ToDictionary(g => g.Key, g => g.MaxBy(l => l.Mode)!, StringComparer.Ordinal);
        return all.Where(l => l.Value.Kind != ObjectKind.Index || !tableOfIndex.TryGetValue(l.Key, out var table) || !all.TryGetValue(table, out var held)
                || held.Mode < l.Value.Mode)
            .ToDictionary(l => l.Key, l => l.Value.Mode, StringComparer.Ordinal);
    }

    internal static HashSet<string> WorkOf(StatementSafety safety, bool rewritesAlone) =>
        safety.Work.Where(w => !w.IsNew).Where(w => !rewritesAlone || w.Work == TableWork.Rewrite)
            .Select(w => NameOf(w.Object)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether rows that are read say nothing of the analysis: they are the statement's own business.</summary>
    internal static bool ReadsRows(StatementNode node) =>
        node is QueryNode or CreateTableAs or CreateMaterializedView or RefreshMaterializedView or Explain or Copy or Analyze or Cluster;

    internal static string NameOf(QualifiedName name) => $"{SqlIdentifier.Write(name.Schema!)}.{SqlIdentifier.Write(name.Name)}";
}
