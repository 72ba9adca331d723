namespace Foundation.Text;

/// <summary>Quotes words for a shell, for commands in messages.</summary>
public static class ShellWord
{
    /// <summary>The word, in single quotes unless it needs none.</summary>
    /// <param name="word">Any text.</param>
    public static string Of(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@%+,^".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
