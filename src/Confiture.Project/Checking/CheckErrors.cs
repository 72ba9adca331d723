using Foundation.Errors;

namespace Confiture.Project;

/// <summary>The errors of checks as data.</summary>
public static class CheckErrors
{
    /// <summary>There is nothing to compare with.</summary>
    public static readonly ErrorCode NoBase = new("CONF-CHK-001", ExitCode.Usage, "The base of a check does not exist");

    internal static ToolException Missing(string reference, string directory) => NoBase.Error(
        $"{reference} is not a commit in the git repository of {directory}, or there is no repository.", "A check compares the working tree with it.",
        "Name a branch, tag or hash that exists, for example --base HEAD. In a CI job, check out the whole history (fetch-depth: 0).");
}
