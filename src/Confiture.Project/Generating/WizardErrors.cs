using Foundation.Errors;

namespace Confiture.Project;

/// <summary>The errors of the wizard as data.</summary>
public static class WizardErrors
{
    /// <summary>The new migrations do not hold.</summary>
    public static readonly ErrorCode Unverified = new("CONF-WIZ-001", ExitCode.Refused, "Migrations of the wizard do not hold");

    /// <summary>What cannot be undone was not confirmed.</summary>
    public static readonly ErrorCode Unaccepted = new("CONF-WIZ-002", ExitCode.Refused, "The wizard may not do what cannot be undone");

    /// <summary>The error of migrations that were found broken.</summary>
    /// <param name="verification">What came out.</param>
    public static ToolException NotVerified(Verification verification)
    {
        ArgumentNullException.ThrowIfNull(verification);
        var broken = verification.Broken.Select(m => m.Migration.ToString()).ToList();
        return Unverified.Error(
            broken.Count == 0 ? "The migrations do not lead to what the DDL files build." : $"{string.Join(", ", broken)} cannot be run up, down and up again.",
            "The wizard applies only what was verified. Nothing was applied; the files are still there.",
            "Correct the files and run `confiture migrate verify`, then `confiture migrate up`.");
    }

    /// <summary>The error of losses that nobody confirmed.</summary>
    /// <param name="losses">What would be lost, a sentence for each.</param>
    public static ToolException NotAccepted(IReadOnlyList<string> losses) => Unaccepted.Error(
        "Applying the migrations was not confirmed; nothing was applied.",
        "Some of it cannot be undone.",
        "Answer with the name of the database, or pass --accept-loss.").With(losses);
}
