using Confiture.Migrations;
using Confiture.Safety;

namespace Confiture.Project;

/// <summary>
/// Where a prediction and an observation disagree. A lock that the transaction held before in the same mode is not taken again: the server shows it once.
/// Work on an empty table leaves no trace in its counters, so scans are not compared.
/// </summary>
internal static class Differences
{
    internal static IReadOnlyList<string> Of(PredictedStatement predicted, ObservedEffect observed) =>
        [.. Locks(predicted, observed), .. Rewrites(predicted, observed), .. Builds(predicted, observed)];

    private static IEnumerable<string> Locks(PredictedStatement predicted, ObservedEffect observed)
    {
        var expected = predicted.Locks.ToDictionary(l => l.Object, l => l.Mode, StringComparer.Ordinal);
        foreach (var (name, mode) in expected)
        {
            var held = observed.Held.GetValueOrDefault(name);
            if (!held.IsNew && !held.Has(mode) && !IsCovered(held.Table, mode)) yield return $"{mode.Sql} on {name} was predicted, but not taken";
        }

        foreach (var taken in observed.Locks)
        {
            if (IsCovered(taken.Table, taken.Mode)) continue;
            if (!expected.TryGetValue(taken.Object, out var mode)) yield return $"{taken.Mode.Sql} on {taken.Object} was not predicted";
            else if (taken.Mode > mode) yield return $"{taken.Mode.Sql} on {taken.Object} was taken, {mode.Sql} was predicted";
        }

        // An index counts with its table unless it is locked harder.
        bool IsCovered(string? table, LockMode mode) => table is not null && observed.Held.GetValueOrDefault(table).Strongest >= mode;
    }

    private static IEnumerable<string> Rewrites(PredictedStatement predicted, ObservedEffect observed)
    {
        var expected = TablesOf(predicted, observed, TableWork.Rewrite);
        return expected.Except(observed.Rewritten, StringComparer.Ordinal).Select(t => $"a rewrite of {t} was predicted, but did not happen")
            .Concat(observed.Rewritten.Except(expected, StringComparer.Ordinal).Select(t => $"the rewrite of {t} was not predicted"));
    }

    private static IEnumerable<string> Builds(PredictedStatement predicted, ObservedEffect observed)
    {
        var expected = TablesOf(predicted, observed, TableWork.IndexBuild).Except(observed.Rewritten, StringComparer.Ordinal).ToList();
        var built = observed.IndexesBuilt.Select(i => i.Table).ToHashSet(StringComparer.Ordinal);
        return expected.Except(built).Select(t => $"an index build on {t} was predicted, but did not happen")
            .Concat(built.Except(expected).Select(t => $"an index build on {t} was not predicted"));
    }

    // What an earlier migration of the transaction made is small, and in nobody's way.
    private static List<string> TablesOf(PredictedStatement predicted, ObservedEffect observed, TableWork work) =>
        [.. predicted.Work.Where(w => w.Work == work && !observed.Held.GetValueOrDefault(w.Table).IsNew).Select(w => w.Table)];
}
