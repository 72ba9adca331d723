using System.Text.RegularExpressions;

namespace Confiture.Schema.Tests;

/// <summary>What pg_dump prints, without what differs from run to run.</summary>
internal static partial class Dump
{
    internal static string Normalised(string text)
    {
        // What somebody else than the owner granted stands between two lines that say who; it is one thing.
        text = SessionGrant().Replace(text, "GRANT $2 -- by $1");
        List<string> lines = [.. text.Split('\n').Where(l => !l.StartsWith("\\restrict", StringComparison.Ordinal)
            && !l.StartsWith("\\unrestrict", StringComparison.Ordinal) && l.Length > 0).Select(WithSortedOptions)];
        // The order of grants on one object is the order in which they were given, and means nothing.
        for (var start = 0; start < lines.Count; start++)
        {
            var end = start;
            while (end < lines.Count && IsGrant(lines[end])) end++;
            if (end > start + 1) lines.Sort(start, end - start, StringComparer.Ordinal);
            start = Math.Max(start, end - 1);
        }

        return string.Join('\n', lines);
    }

    /// <summary>Lines that only one of two has; null when there is no difference.</summary>
    /// <param name="wanted">What is to be.</param>
    /// <param name="seen">What is.</param>
    /// <param name="inOtherOrder">The lines may stand in another order, as those of columns do.</param>
    internal static string? Difference(string wanted, string seen, bool inOtherOrder = false)
    {
        if (wanted == seen || (inOtherOrder
            && Lines(wanted).Order(StringComparer.Ordinal).SequenceEqual(Lines(seen).Order(StringComparer.Ordinal), StringComparer.Ordinal)))
        {
            return null;
        }

        var (missing, surplus) = (wanted.Split('\n').Except(seen.Split('\n')).Take(8), seen.Split('\n').Except(wanted.Split('\n')).Take(8));
        return $"- {string.Join("\n- ", missing)}\n+ {string.Join("\n+ ", surplus)}";
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd(','));

    // Nor does the order of storage parameters.
    private static string WithSortedOptions(string line)
    {
        var start = line.IndexOf("WITH (", StringComparison.Ordinal);
        var end = start < 0 ? -1 : line.IndexOf(')', start);
        return end < 0 ? line : $"{line[..(start + 6)]}{string.Join(", ", line[(start + 6)..end].Split(", ").Order(StringComparer.Ordinal))}{line[end..]}";
    }

    // What roles have set for the database comes in the order in which it was set.
    private static bool IsGrant(string line) => line.StartsWith("ALTER ROLE ", StringComparison.Ordinal) || line.StartsWith("GRANT ", StringComparison.Ordinal)
        || line.StartsWith("REVOKE ", StringComparison.Ordinal);

    [GeneratedRegex(@"SET SESSION AUTHORIZATION ([^\n;]+);\nGRANT ([^\n]+)\nRESET SESSION AUTHORIZATION;")]
    private static partial Regex SessionGrant();
}
