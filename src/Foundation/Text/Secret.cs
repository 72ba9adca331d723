namespace Foundation.Text;

/// <summary>Recognizes secrets by their form: misplaced connection strings, and names of variables.</summary>
public static class Secret
{
    private const string Shown = "...";

    private static readonly string[] Names =
        ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY", "ACCESS_KEY", "CREDENTIAL", "DSN", "DATABASE_URL"];

    /// <summary>True when the name of a variable says that its value is a secret.</summary>
    /// <param name="name">The variable's name.</param>
    public static bool IsName(string name) => Names.Any(n => name.Contains(n, StringComparison.OrdinalIgnoreCase));

    /// <summary>The word as it may be shown: what looks like a connection string, or like a part of one, is replaced by dots.</summary>
    /// <param name="word">What a user wrote.</param>
    public static string Hidden(string word)
    {
        var scheme = word.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) return word[..scheme].All(char.IsAsciiLetter) ? $"{word[..scheme]}://{Shown}" : Shown;
        return IsSuspect(word) ? Shown : word;
    }

    /// <summary>True when a word looks like a connection string or like a part of one.</summary>
    /// <param name="word">What a user wrote.</param>
    public static bool IsSuspect(string word) =>
        word.Contains("://", StringComparison.Ordinal)
        // postgres:/u:p@h and u:p@h, whose scheme has a slip or is missing; a path may have an @ too and is then not shown.
        || (word.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && word.IndexOf('@', colon) >= 0)
        || (word.Contains('=', StringComparison.Ordinal) && word.Contains("password", StringComparison.OrdinalIgnoreCase));
}
