using Foundation.Errors;

namespace Terminal;

/// <summary>What shells are told when somebody presses the tab key.</summary>
public static class Completion
{
    /// <summary>The words that may stand here. A project that has mistakes, or none at all, is no reason to disturb who is typing.</summary>
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
