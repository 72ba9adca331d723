namespace Foundation.Text;

/// <summary>Writes words so that a shell reads them as they are: for commands that messages tell a person to type.</summary>
public static class ShellWord
{
    /// <summary>The word, in single quotes unless it needs none.</summary>
    /// <param name="word">Any text.</param>
    public static string Of(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@%+,^".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
