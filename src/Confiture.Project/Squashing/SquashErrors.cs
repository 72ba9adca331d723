using Confiture.Schema;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>The errors of squashing as data.</summary>
public static class SquashErrors
{
    /// <summary>There are not two migrations that could become one.</summary>
    public static readonly ErrorCode Nothing = new("CONF-SQU-001", ExitCode.Usage, "There is nothing to squash");

    /// <summary>The migrations leave rows.</summary>
    public static readonly ErrorCode Rows = new("CONF-SQU-002", ExitCode.Refused, "The migrations to squash insert rows or move sequences");

    /// <summary>The files are not in a commit.</summary>
    public static readonly ErrorCode Uncommitted = new("CONF-SQU-003", ExitCode.Refused, "The migrations to squash are not committed");

    /// <summary>The squashed migration does not do the same.</summary>
    public static readonly ErrorCode Unproven = new("CONF-SQU-004", ExitCode.Failed, "A squashed migration does not do the same as those that it replaces");

    internal static ToolException TooFew(int count, string version) => Nothing.Error(
        $"{(count == 0 ? "No migration is" : "Only one migration is")} at or before {version}.", "Squashing makes one migration of two or more.",
        "Choose a later version; `confiture migrate status` lists them.");

    internal static ToolException LeavesRows(IReadOnlyList<(string Table, long Rows)> tables) => Rows.Error(
        $"The migrations insert rows into {string.Join(", ", tables.Select(t => t.Table))}.", 
        "A squashed migration that builds only the schema would lose them.",
        "Pass --data to copy them into the squashed migration as INSERTs.").With([.. tables.Select(t => $"{t.Table}: {Counted.Of(t.Rows, "row")}")]);

    internal static ToolException MovesSequences(IReadOnlyList<MovedSequence> sequences) => Rows.Error(
        $"The migrations move {string.Join(", ", sequences.Select(s => s.Name))}.",
        "A squashed migration that builds only the schema would let them start over.",
        "Pass --data to set them in the squashed migration.").With([.. sequences.Select(s => s.ToString())]);

    internal static ToolException NotCommitted(IReadOnlyList<string> files) => Uncommitted.Error(
        $"{Counted.Of(files.Count, "file")} to be deleted {(files.Count == 1 ? "is" : "are")} in no commit.", "git could not restore them.",
        "Commit them first, or pass --force.").With(files);

    internal static ToolException InCircle(IReadOnlyList<string> tables) => Unproven.Error(
        $"The rows of {string.Join(", ", tables)} cannot be inserted in any order.", "Foreign keys of these tables refer to one another.",
        "Squash through an earlier version, before these rows are inserted.");

    internal static ToolException Several() => Unproven.Error(
        "The schema cannot be built in one transaction.", "One squashed migration is one transaction.", "Squash through an earlier version.");

    internal static ToolException Different(string where, IReadOnlyList<DifferenceLine> schema, IReadOnlyList<ChangedRows> rows,
        IReadOnlyList<MovedSequence> sequences) => Unproven.Error(
        $"{where}, the squashed migration and those that it replaces lead to different databases.",
        "Both were run on scratch databases and compared; nothing was written.",
        rows.Count > 0 ? "Look for rules that change what is inserted, and for values that come from the clock or from chance."
            : "Squash through an earlier version, and report what is listed here.")
        .With([.. schema.Select(l => l.ToString()), .. rows.Select(r => r.ToString()), .. sequences.Select(s => s.ToString())]);
}
