using Foundation.Errors;

namespace Terminal;

/// <summary>The completions offered to shells.</summary>
public static class Completion
{
    /// <summary>The possible words. A missing or invalid project must not print errors while the user types.</summary>
    /// <param name="words">Finds them; only called when a shell asks.</param>
    public static IEnumerable<string> Words(Func<IEnumerable<string>> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        try
        {
            return [.. words()];
        }
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
