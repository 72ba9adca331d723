namespace Foundation.Text;

/// <summary>Finds what a mistyped word was meant to be.</summary>
public static class Spelling
{
    private const int LongestWord = 100;

    /// <summary>The candidate nearest to a word: at most two edits away (one for words of up to three letters, three from ten letters on);
    /// null when none is near.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">What it may have meant.</param>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord) return null;
        var limit = word.Length switch { <= 3 => 1, < 10 => 2, _ => 3 };
        return candidates
            .Where(candidate => candidate.Length <= LongestWord)
            .Select(candidate => (candidate, distance: Distance(Folded(word), Folded(candidate))))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>A question to append to a message: <c>; did you mean `x`?</c>, or nothing when no candidate is near.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">What it may have meant.</param>
    public static string Suggestion(string word, IEnumerable<string> candidates) =>
        Closest(word, candidates) is { } near ? $"; did you mean `{near}`?" : string.Empty;

    /// <summary>The end of a sentence about a word: the question, or a full stop when no candidate is near.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">What it may have meant.</param>
    public static string End(string word, IEnumerable<string> candidates) => Suggestion(word, candidates) is { Length: > 0 } question ? question : ".";

    // App-Path, APP_PATH and app_path are one word to the person who types it.
    private static string Folded(string word) => word.ToLowerInvariant().Replace('-', '_');

    /// <summary>The Levenshtein distance, where two swapped neighbours count as one edit.</summary>
    private static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) table[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                var best = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                table[i, j] = swapped ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
            }
        }

        return table[from.Length, to.Length];
    }
}
