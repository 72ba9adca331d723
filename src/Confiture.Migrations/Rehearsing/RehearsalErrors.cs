using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>The errors of dry runs that execute.</summary>
public static class RehearsalErrors
{
    // A type's new label cannot be used before it is committed; locks of a whole chain need more room than those of one migration.
    private const string UnsafeNewEnumValue = "55P04", OutOfMemory = "53200";

    /// <summary>A statement acts where no rollback reaches.</summary>
    public static readonly ErrorCode Outside = new("CONF-DRY-001", ExitCode.Refused, "A statement acts outside of its transaction");

    /// <summary>A statement works in a transaction of its own and not in one with the migrations before it.</summary>
    public static readonly ErrorCode NotInOne = new("CONF-DRY-002", ExitCode.Refused, "Migrations cannot be tried out in one transaction");

    internal static ToolException ActsOutside(string place, string effect) => Outside.Error(
        $"{place}: the statement {effect}.",
        "A dry run reverts everything with one rollback, which does not reach that. Nothing was run.",
        "Use --dry-run, which runs nothing, or try out only what comes before this migration: --target VERSION");

    /// <summary>The error with which a real run would end, with what is different here.</summary>
    internal static ToolException Of(
        DatabaseUrl url, Migration migration, RehearsalPlan plan, IReadOnlyList<RehearsedMigration> done, Exception e, TimeSpan deadline,
        IReadOnlyList<BlockingSession> blockers)
    {
        var error = MigrationErrors.BlockedBy(url, Explained(migration, plan, done, e, deadline), e, blockers);
        var skipped = done.Where(m => m.IsSkipped).Select(m => m.Migration).ToList();
        return skipped.Count == 0 ? error
            : error.With([.. error.Details, $"{string.Join(", ", skipped)} did not run before it: what runs outside a transaction is skipped here. "
                + "It may fail for that reason."]);
    }

    private static ToolException Explained(
        Migration migration, RehearsalPlan plan, IReadOnlyList<RehearsedMigration> done, Exception e, TimeSpan deadline)
    {
        var name = plan.Verb == MigrationVerb.Up ? "up" : "down";
        return e switch
        {
            ToolException known => known,
            ScriptException { Server.EndsSession: true } => Lost(migration, name, e),
            ScriptException { Server.SqlState: UnsafeNewEnumValue or OutOfMemory } script when !plan.IsOneTransaction && done.Count(m => !m.IsSkipped) > 1 =>
                OnlyApart(migration, script),
            ScriptException script => MigrationErrors.Failed(migration, name, script, 0),
            ServerException { SqlState: SqlState.DivisionByZero } => MigrationErrors.LockLost($"{migration}", 0, stays: false, e),
            ServerException { Server.EndsSession: false } server => MigrationErrors.FailedAtEnd(migration, name, server, 0),
            DatabaseException { IsTimeout: true } => MigrationErrors.TimedOut(migration, name, deadline, 0, e),
            _ => Lost(migration, name, e),
        };
    }

    private static ToolException OnlyApart(Migration migration, ScriptException e) => NotInOne.Error(
        $"{e.Place}: {e.Server.Text} (SQLSTATE {e.Server.SqlState}).",
        $"`up` commits what comes before {migration} first, and then this works; a dry run is one transaction. It was rolled back; nothing was changed.",
        "Use --dry-run, which runs nothing, or try out only what comes before this migration: --target VERSION",
        e).With(e.Details);

    private static ToolException Lost(Migration migration, string verb, Exception e) => MigrationErrors.ConnectionLost.Error(
        $"The connection broke during {migration} ({verb}): {e.Message}",
        "The server stopped, restarted or closed the session, or the network failed. The transaction was never committed, so nothing was changed.",
        "Run the command again.",
        e);
}
