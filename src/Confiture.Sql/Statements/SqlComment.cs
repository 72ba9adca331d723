namespace Confiture.Sql;

/// <summary>Comments that end with their line.</summary>
public static class SqlComment
{
    /// <summary>The words as a comment, with the end of its line.
    /// A line break in them, as in a name, would end the comment early and have the rest executed: it becomes a space.</summary>
    /// <param name="words">What the comment says.</param>
    public static string Of(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return $"-- {words.Replace('\n', ' ').Replace('\r', ' ')}\n";
    }
}
