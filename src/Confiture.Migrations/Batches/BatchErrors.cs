using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>The errors of statements in batches as data.</summary>
public static class BatchErrors
{
    /// <summary>A directive for batches cannot be followed.</summary>
    public static readonly ErrorCode Unusable = new("CONF-BAT-001", ExitCode.Usage, "A statement cannot run in batches as its file says");

    /// <summary>A statement was changed while its batches ran.</summary>
    public static readonly ErrorCode Changed = new("CONF-BAT-002", ExitCode.StateMismatch, "A statement in batches was changed before it was finished");

    internal static ToolException BadWord(SqlScript script, SqlDirective directive, string word) => Unusable.Error(
        $"{Place(script, directive.Start)}: `{word}` is not understood in `-- confiture: {directive.Text}`.",
        "The words are size=10000 (rows of the table, up to 1000000), pause=100ms or pause=2s, by=ctid, and vacuum=50 (batches).",
        "Correct the comment and run the command again.");

    internal static ToolException InTransaction(MigrationFile file) => Unusable.Error(
        $"{file.Path} contains `-- confiture: batch` and runs in a transaction.",
        "Each batch is committed by itself; inside one transaction all locks and dead rows would stay until the end.",
        $"Move the statement to a separate migration that starts with: -- confiture: {SqlDirective.NoTransaction}");

    internal static ToolException NoChange(SqlScript script, SqlStatement statement, string reason) => Unusable.Error(
        $"{Place(script, statement.Start)}: this statement cannot run in batches: {reason}.",
        "A batch is an UPDATE or DELETE of one table, limited to a part of the table's rows.",
        "Rewrite the statement, or remove the comment `-- confiture: batch`.");

    internal static ToolException NoKey(SqlScript script, SqlStatement statement, string table, bool isPartitioned) => Unusable.Error(
        $"{Place(script, statement.Start)}: {table} has no primary key to go through it in batches.",
        "Without a key, a batch is known only by the places of its rows, which an UPDATE changes.",
        isPartitioned
            ? "Add a primary key, or write one statement for each partition."
            : "If the statement may visit a row twice (its WHERE excludes rows that are done), write: -- confiture: batch by=ctid");

    internal static ToolException ChangesKey(SqlScript script, SqlStatement statement, string column) => Unusable.Error(
        $"{Place(script, statement.Start)}: the statement changes {column}, which is part of the key that the batches follow.",
        "A row whose key changes could be visited twice or never.",
        "Change the key in a statement of its own, without batches.");

    internal static ToolException Edited(MigrationFile file, Migration migration, Reached reached, string forgetting) => Changed.Error(
        $"{file.Path}: a statement in batches was changed after it had changed {reached.Changed} rows.",
        $"It would start over, and visit those rows again. {migration} is unfinished; nothing was run now.",
        $"Restore the statement to go on with the batch that was running. If rows may be visited twice, run {forgetting} and start the command again.");

    private static string Place(SqlScript script, int offset)
    {
        var position = script.PositionOf(offset);
        return $"{script.Name}:{position.Line}:{position.Column}";
    }
}
