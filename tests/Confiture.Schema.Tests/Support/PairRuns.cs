using System.Collections.Concurrent;
using System.Globalization;

namespace Confiture.Schema.Tests;

/// <summary>
/// Which pairs run on which server. A half runs on 15, where pg_dump is at hand, and a fifth on each other version: those that ROTATION names, or
/// those of the day. LONG=1 runs all on all; PAIRS_VERSION names one version, and PAIRS picks pairs whose path holds one of its words.
/// </summary>
internal static class PairRuns
{
    internal const int Reference = 15;
    private const int Halves = 2;
    private const int Fifths = 5;

    internal static IReadOnlyList<int> Versions { get; } = [14, 15, 16, 17, 18];

    internal static bool IsLong { get; } = Environment.GetEnvironmentVariable("LONG") is { Length: > 0 };

    /// <summary>The day that counts: each has other pairs.</summary>
    internal static int Day { get; } =
        Environment.GetEnvironmentVariable("ROTATION") is { Length: > 0 } wish
            ? int.Parse(wish, CultureInfo.InvariantCulture)
            : TimeProvider.System.GetUtcNow().DayOfYear;

    /// <summary>Every run, in the order of the files.</summary>
    internal static IReadOnlyList<(string File, int Version)> All { get; } =
        [.. from file in PairFile.All.Index() let pair = PairFile.Read(file.Item) from version in Versions where pair.Since <= version && version <= pair.Until
            && IsWanted(file.Index, file.Item, version) select (file.Item, version)];

    /// <summary>The runs that have ended well.</summary>
    internal static ConcurrentBag<(string File, int Version)> Done { get; } = [];

    /// <summary>One of several parts of the runs, of equal size.</summary>
    internal static TheoryData<string, int> Share(int part, int of) => [.. All.Where((_, index) => index % of == part)];

    private static bool IsWanted(int index, string file, int version) =>
        (Environment.GetEnvironmentVariable("PAIRS") is not { } words || words.Split(',').Any(w => file.Contains(w, StringComparison.Ordinal)))
        && (Environment.GetEnvironmentVariable("PAIRS_VERSION") is { } wanted ? version == int.Parse(wanted, CultureInfo.InvariantCulture)
            : IsLong || (version == Reference ? (index + Day) % Halves == 0 : (index + version + Day) % Fifths == 0));
}
