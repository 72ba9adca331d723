using System.Text.RegularExpressions;

namespace Confiture.Project;

/// <summary>Sessions of others, in one line and without the values of their statements.</summary>
internal static partial class SessionText
{
    private const int Longest = 100;

    public static string Of(int? pid, string? user, string? application, string? state, double? seconds, string? query)
    {
        var age = seconds is { } s ? $", for {Math.Max(0, s):0} s" : string.Empty;
        return $"session {pid} (user {user ?? "unknown"}, application '{application}', {state ?? "state unknown"}{age}): {Shortened(query)}";
    }

    /// <summary>The statement in one line, with every text in it replaced: it may be a password.</summary>
    public static string Shortened(string? query)
    {
        if (string.IsNullOrWhiteSpace(query)) return "no statement that this user may see";
        var text = Space().Replace(Quoted().Replace(query, "'…'"), " ").Trim();
        return text.Length > Longest ? text[..Longest] + "…" : text;
    }

    // An unclosed one is cut off by the server.
    [GeneratedRegex(@"'([^']|'')*('|$)|\$(?<tag>\w*)\$.*?(\$\k<tag>\$|$)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Space();
}
