using System.Globalization;

namespace Confiture.Schema;

/// <summary>
/// The order of DDL files: part by part of their paths, by the value of a numeric prefix (<c>2_</c> before <c>10_</c> before <c>0x0B_</c>), then by
/// name. The same on every machine.
/// </summary>
public static class NumberedPath
{
    private const string Separators = "_-. ";

    /// <summary>Compares relative paths.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string x, string y)
    {
        var (one, other) = (x.Split(Path.DirectorySeparatorChar), y.Split(Path.DirectorySeparatorChar));
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            if (ComparePart(one[i], other[i]) is not 0 and var order) return order;
        }

        return one.Length.CompareTo(other.Length);
    }

    // What has no number comes after what has one.
    private static int ComparePart(string x, string y) => (ValueOf(x), ValueOf(y)) switch
    {
        ({ } one, { } other) when one != other => one.CompareTo(other),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.CompareOrdinal(x, y),
    };

    private static UInt128? ValueOf(string part)
    {
        var isHexadecimal = part.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var start = isHexadecimal ? 2 : 0;
        var end = start;
        while (end < part.Length && (isHexadecimal ? char.IsAsciiHexDigit(part[end]) : char.IsAsciiDigit(part[end]))) end++;
        if (end == start || (end < part.Length && !Separators.Contains(part[end], StringComparison.Ordinal))) return null;
        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return UInt128.TryParse(part.AsSpan(start, end - start), style, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
