using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>Versions and names of other tools, and what they become here.</summary>
internal static partial class OlderVersion
{
    private const int Digits = 14, LongestName = 100;

    /// <summary>The fourteen digits of a whole number, with zeros before it; null when it is none, or too large.</summary>
    public static string? Padded(string? version)
    {
        if (version is null || !version.All(char.IsAsciiDigit) || version.Length == 0) return null;
        var digits = version.TrimStart('0');
        return digits.Length <= Digits ? digits.PadLeft(Digits, '0') : null;
    }

    /// <summary>The fourteen digits of a position.</summary>
    /// <param name="position">From 1.</param>
    public static string OfPosition(int position) => position.ToString("D14", CultureInfo.InvariantCulture);

    /// <summary>The fourteen digits of the next number; of the second migration of one moment, for example.</summary>
    public static string Next(string version) => (long.Parse(version, NumberStyles.None, CultureInfo.InvariantCulture) + 1)
        .ToString("D14", CultureInfo.InvariantCulture);

    /// <summary>Words as the name of a migration.</summary>
    public static string NameOf(string words)
    {
        var name = NotForNames().Replace(words, "_").Trim('_', '-');
        return name.Length == 0 ? "migration" : name.Length > LongestName ? name[..LongestName] : name;
    }

    /// <summary>The name where the version alone does not say the order: <c>1_1_add_bio</c>.</summary>
    public static string NameOf(string? version, string? name) => NameOf(version is null ? name! : $"{version}_{name}");

    /// <summary>Compares versions such as <c>1.10</c> and <c>1.9</c> part by part, as numbers.</summary>
    public static int Compare(string one, string other)
    {
        var (left, right) = (PartsOf(one), PartsOf(other));
        for (var at = 0; at < Math.Max(left.Count, right.Count); at++)
        {
            var order = (at < left.Count ? left[at] : 0).CompareTo(at < right.Count ? right[at] : 0);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>Whether two versions are one: <c>1.1</c>, <c>01.01</c> and <c>1.1.0</c> are. Words and null are like nothing else.</summary>
    public static bool AreSame(string? one, string? other) => IsNumeric(one) && IsNumeric(other) && Compare(one!, other!) == 0;

    private static bool IsNumeric(string? version) => version is not null && version.All(c => char.IsAsciiDigit(c) || c is '.' or '_');

    private static List<BigInteger> PartsOf(string version) =>
        [.. version.Split('.', '_').Select(p => BigInteger.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)];

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NotForNames();
}
