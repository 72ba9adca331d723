using Confiture.Safety;

namespace Confiture.Project;

/// <summary>Which table locks exclude each other, as the server's manual has it.</summary>
internal static class LockConflicts
{
    // By mode, the modes that wait for it.
    private static readonly Dictionary<LockMode, LockMode[]> Conflicting = new()
    {
        [LockMode.AccessShare] = [LockMode.AccessExclusive],
        [LockMode.RowShare] = [LockMode.Exclusive, LockMode.AccessExclusive],
        [LockMode.RowExclusive] = [LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive],
        [LockMode.ShareUpdateExclusive] =
            [LockMode.ShareUpdateExclusive, LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive],
        [LockMode.Share] =
            [LockMode.RowExclusive, LockMode.ShareUpdateExclusive, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive],
        [LockMode.ShareRowExclusive] =
            [LockMode.RowExclusive, LockMode.ShareUpdateExclusive, LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive],
        [LockMode.Exclusive] = [.. Enum.GetValues<LockMode>().Where(m => m > LockMode.AccessShare)],
        [LockMode.AccessExclusive] = Enum.GetValues<LockMode>(),
    };

    /// <summary>Whether a lock that is wanted waits for one that is held.</summary>
    /// <param name="held">The mode as <c>pg_locks</c> has it, for example <c>AccessShareLock</c>.</param>
    public static bool Blocks(string held, LockMode wanted) =>
        Enum.TryParse<LockMode>(held.EndsWith("Lock", StringComparison.Ordinal) ? held[..^"Lock".Length] : held, out var mode)
        && Conflicting[mode].Contains(wanted);
}
