namespace Foundation.Text;

/// <summary>Finds what a mistyped word was meant to be.</summary>
public static class Spelling
{
    private const int LongestWord = 100;

    /// <summary>The candidate nearest to a word: at most two edits away, three for words of ten letters or more; null when none is near.</summary>
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

    // App-Path, APP_PATH and app_path are one word to the person who types it.
    private static string Folded(string word) => word.ToLowerInvariant().Replace('-', '_');

    /// <summary>The Levenshtein distance: insertions, deletions and replacements, one row of the table at a time.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
