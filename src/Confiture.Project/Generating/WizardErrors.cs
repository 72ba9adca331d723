using Foundation.Errors;

namespace Confiture.Project;

/// <summary>The errors of the wizard as data.</summary>
public static class WizardErrors
{
    /// <summary>The new migrations do not hold.</summary>
    public static readonly ErrorCode Unverified = new("CONF-WIZ-001", ExitCode.Refused, "Migrations of the wizard do not hold");

    /// <summary>What cannot be undone was not confirmed.</summary>
    public static readonly ErrorCode Unaccepted = new("CONF-WIZ-002", ExitCode.Refused, "The wizard may not do what cannot be undone");

    /// <summary>A backfill cannot be made.</summary>
    public static readonly ErrorCode BadBackfill = new("CONF-WIZ-003", ExitCode.Usage, "A backfill of the wizard cannot be made");

    /// <summary>The error of a value for a column that needs none.</summary>
    /// <param name="named">The column that was named.</param>
    /// <param name="open">Those that need one.</param>
    public static ToolException NoSuchBackfill(string named, IReadOnlyList<RequiredColumn> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return BadBackfill.Error(
            $"{named} is no new column that must have a value.",
            open.Count == 0 ? "The DDL files add no such column beyond what the migrations do." : $"Such columns are: {string.Join(", ", open)}.",
            "Name one of them as SCHEMA.TABLE.COLUMN, or leave --backfill out.");
    }

    internal static ToolException NoExpression(Backfill backfill, string why, Exception? cause) => BadBackfill.Error(
        $"`{backfill.Expression}` cannot be the value of {backfill.Column}: {why}",
        "It is an SQL expression, which may use the other columns of the row.",
        "Correct it, for example --backfill public.users.rank=0", cause);

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
