using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>The errors of migrations: their files, their ledger, their runs.</summary>
public static class MigrationErrors
{
    /// <summary>A migrations directory contains misnamed, unpaired or duplicate files.</summary>
    public static readonly ErrorCode Files = new("CONF-MIG-001", ExitCode.Usage, "A migrations directory contains files that do not pair up");

    /// <summary>A migration's title contains nothing usable for a file name.</summary>
    public static readonly ErrorCode Name = new("CONF-MIG-002", ExitCode.Usage, "A migration's name is empty or too long");

    /// <summary>A statement of a migration failed; that migration was rolled back.</summary>
    public static readonly ErrorCode StatementFailed = new("CONF-MIG-003", ExitCode.RolledBack, "A statement of a migration failed");

    /// <summary>The files differ from the ledger: changed, missing or out of order.</summary>
    public static readonly ErrorCode Drift = new("CONF-MIG-004", ExitCode.StateMismatch, "Migration files and ledger disagree");

    /// <summary>Another run holds the migration lock.</summary>
    public static readonly ErrorCode Locked = new("CONF-MIG-005", ExitCode.Locked, "Another run holds the migration lock");

    /// <summary>A migration to roll back has no down file, or an empty one.</summary>
    public static readonly ErrorCode Irreversible = new("CONF-MIG-006", ExitCode.Refused, "A migration is irreversible");

    /// <summary>A version that was asked for does not exist.</summary>
    public static readonly ErrorCode UnknownVersion = new("CONF-MIG-007", ExitCode.Usage, "A migration version does not exist");

    /// <summary>The database has seen a newer epoch: another controller took over.</summary>
    public static readonly ErrorCode Fenced = new("CONF-MIG-008", ExitCode.Locked, "Another controller has taken over the database");

    /// <summary>The connection broke while a migration ran.</summary>
    public static readonly ErrorCode ConnectionLost = new("CONF-MIG-009", ExitCode.Unreachable, "The connection broke during a migration");

    /// <summary>The ledger cannot be created, read or written.</summary>
    public static readonly ErrorCode LedgerUnusable = new("CONF-MIG-010", ExitCode.Failed, "The ledger cannot be used");

    /// <summary>A migration took longer than it may.</summary>
    public static readonly ErrorCode DeadlinePassed = new("CONF-MIG-011", ExitCode.RolledBack, "A migration exceeded its time limit");

    /// <summary>A migration outside a transaction was interrupted.</summary>
    public static readonly ErrorCode Interrupted = new("CONF-MIG-012", ExitCode.RollbackFailed, "A migration outside a transaction was interrupted");

    /// <summary>A statement of a migration in a transaction has a condition.</summary>
    public static readonly ErrorCode Condition = new("CONF-MIG-013", ExitCode.Usage, "A migration in a transaction contains a condition");

    /// <summary>A pooler shares server sessions between clients.</summary>
    public static readonly ErrorCode SharedPooler = new("CONF-MIG-014", ExitCode.Refused, "A pooler shares the session needed for migrating");

    /// <summary>A pending up file contains no statement.</summary>
    public static readonly ErrorCode EmptyUp = new("CONF-MIG-015", ExitCode.Refused, "A pending migration is empty");

    /// <summary>Data would be lost, and that was not confirmed.</summary>
    public static readonly ErrorCode Unconfirmed = new("CONF-MIG-016", ExitCode.Refused, "Rolling back would lose data and was not confirmed");

    /// <summary>The ledger belongs to another target.</summary>
    public static readonly ErrorCode ForeignLedger = new("CONF-MIG-017", ExitCode.Refused, "The ledger belongs to another target");

    /// <summary>A migration released the migration lock, and another run took it.</summary>
    public static readonly ErrorCode LockReleased = new("CONF-MIG-018", ExitCode.RolledBack, "The migration lock was lost while migrating");

    /// <summary>Transactions stay open that a concurrent build would wait for.</summary>
    public static readonly ErrorCode OldTransaction = new("CONF-MIG-019", ExitCode.Locked, "Old transactions are in the way of a concurrent build");

    /// <summary>A migrations directory does not exist.</summary>
    public static readonly ErrorCode DirectoryMissing = new("CONF-MIG-020", ExitCode.Usage, "A migrations directory does not exist");

    /// <summary>The error of a directory that does not exist.</summary>
    public static ToolException NoDirectory(string directory) => DirectoryMissing.Error(
        $"The migrations directory {directory} does not exist.",
        "Without it, pending migrations cannot be determined.",
        $"Correct `migrations_dir` in the environment file, or create the directory: `mkdir -p {ShellWord.Of(directory)}`");

    internal static ToolException ConditionInTransaction(string path) => Condition.Error(
        $"{path} contains `-- confiture: {SqlDirective.OnlyIf}...` and runs in a transaction.",
        "Conditions are only for migrations that run outside a transaction, where an interrupted run is resumed.",
        $"Remove the comment, or run the migration outside a transaction (`-- confiture: {SqlDirective.NoTransaction}`).");

    internal static ToolException InterruptedOutsideTransaction(Migration migration, string verb, ScriptException e) => Interrupted.Error(
        $"{e.Place}: {e.Server.Text} (SQLSTATE {e.Server.SqlState}).",
        $"Migration {migration} ({verb}) runs outside a transaction: what ran before this statement is still in effect, and the ledger marks it `unfinished`.",
        verb == "up"
            ? "Fix the cause and run `confiture migrate up` to restart it, or `confiture migrate down` to undo it."
            : "Fix the cause, in the file if it is there, and run `confiture migrate down` to restart it, "
                + "or `confiture migrate up` to apply the migration again.",
        e).With(e.Details);

    internal static ToolException BadFiles(string directory, List<string> problems) => Files.Error(
        problems.Count == 1 ? problems[0] + "." : $"{directory} contains {problems.Count} files that do not pair up.",
        "A migration is YYYYMMDDHHMMSS_name.up.sql with an optional .down.sql of the same version and name.",
        "Rename the file, or move it out of the directory.").With(problems.Count == 1 ? [] : problems);

    /// <summary>The error of a title that gives no name.</summary>
    /// <param name="title">The title as it was given.</param>
    public static ToolException BadName(string title) => Name.Error(
        $"'{title}' cannot be used as a migration name.",
        "A name needs 1 to 100 letters of the English alphabet or digits; other characters become underscores.",
        "Choose a descriptive name, for example `confiture migrate generate --empty add_user_bio`.");

    internal static ToolException Failed(Migration migration, string verb, ScriptException e, int before) => StatementFailed.Error(
        $"{e.Place}: {e.Server.Text} (SQLSTATE {e.Server.SqlState}).",
        $"Migration {migration} ({verb}) was rolled back; {Kept(before)}.",
        StatementAdvice.For(e.Server.SqlState),
        e).With(e.Details);

    internal static ToolException FailedAtEnd(Migration migration, string verb, ServerException e, int before) => StatementFailed.Error(
        $"{migration} ({verb}): {e.Server.Text} (SQLSTATE {e.SqlState}).",
        $"The transaction could not be completed and was rolled back; {Kept(before)}.",
        StatementAdvice.For(e.SqlState),
        e);

    internal static ToolException LostConnection(Migration migration, string verb, Exception e) => ConnectionLost.Error(
        $"The connection broke during {migration} ({verb}): {e.Message}",
        "The server stopped, restarted or closed the session, or the network failed. The transaction was either committed or rolled back.",
        "Check `confiture migrate status`, then run the command again.",
        e);

    internal static ToolException TimedOut(Migration migration, string verb, TimeSpan deadline, int before, Exception e) => DeadlinePassed.Error(
        $"{migration} ({verb}) did not finish within {deadline.TotalSeconds:0.#} s.",
        $"It was rolled back; {Kept(before)}.",
        "Make it smaller: change data in batches, and build large indexes outside migrations.",
        e);

    internal static ToolException OfLedger(DatabaseUrl url, LedgerTable ledger, DatabaseException e) =>
        e is not ServerException { Server.EndsSession: false } server
            ? ConnectionLost.Error(
                $"The connection to {url} broke: {e.Message}",
                "The server stopped, restarted or closed the session, or the network failed.",
                "Check `confiture migrate status`, then run the command again.",
                e)
            : LedgerUnusable.Error(
                $"The ledger {ledger.Name} in {url} cannot be used: {server.Server.Text} (SQLSTATE {server.SqlState}).",
                "Every run reads it and updates it in the transaction of each migration.",
                LedgerAdvice(url, ledger, server),
                e);

    internal static ToolException CannotRollBack(IReadOnlyList<Migration> migrations) => Irreversible.Error(
        $"{string.Join(", ", migrations)} cannot be rolled back.",
        "The down file is missing or empty.",
        $"Write {migrations[0]}.down.sql, or write a new migration that fixes the schema.");

    internal static ToolException LockLost(string file, int before, bool stays, Exception? cause) => LockReleased.Error(
        $"{file}: another run of migrations came in between.",
        "A file released the migration lock with DISCARD ALL or pg_advisory_unlock_all(), and another run took it. "
            + (stays ? "Statements outside a transaction that ran before are still in effect." : $"The migration was rolled back; {Kept(before)}."),
        "Remove such statements from the files, look at `confiture migrate status`, and run the command again.", cause);

    internal static ToolException NotApplied(string version) => UnknownVersion.Error(
        $"Migration {version} is not applied here, so nothing can be rolled back to it.", "The ledger has no such version.",
        "Choose one of those that `confiture migrate status` shows as applied.");

    internal static ToolException NeverApplied(Migration migration) => UnknownVersion.Error(
        $"Migration {migration} is not applied here, so it cannot run again.", "`--force` is for migrations that the ledger has.",
        "Run `confiture migrate up` to apply what is pending.");

    internal static ToolException NotTogether(IReadOnlyList<Migration> migrations) => Condition.Error(
        $"{string.Join(", ", migrations)} {(migrations.Count == 1 ? "runs" : "run")} outside a transaction, so one transaction cannot hold all.",
        $"{(migrations.Count == 1 ? "Its file says" : "Their files say")} `-- confiture: {SqlDirective.NoTransaction}`. Nothing was applied.",
        "Leave out --single-transaction, or stop before it: --target VERSION");

    /// <summary>The error of a version that no file has.</summary>
    public static ToolException NoSuchVersion(string version, MigrationSet set) => UnknownVersion.Error(
        $"There is no migration {version} in {set.Directory}.",
        set.Migrations.Count == 0 ? "The directory contains no migrations." : $"The newest one is {set.Migrations[^1]}.",
        "Use the 14 digits of a file name; `confiture migrate status` lists them.");

    internal static ToolException Superseded(long epoch, Exception inner) => Fenced.Error(
        $"The database rejects epoch {epoch}: a newer controller has taken over.",
        "This run was paused or cut off for longer than its lease, and another one took over.",
        "This run changed nothing after that. Check `fraisier status`; deploy again if there is more to do.",
        inner);

    internal static ToolException Pooled(DatabaseUrl url, string reason) => SharedPooler.Error(
        $"{url} leads through a pooler that shares sessions between clients.",
        $"{reason} The migration lock and the settings of a migration would leak to other clients of the pooler; nothing was changed and no lock was taken.",
        "Set `migration.direct_url` in the environment file to a URL that bypasses the pooler, or switch the pooler to session mode for this user or "
            + "database.");

    internal static ToolException Empty(IReadOnlyList<Migration> migrations) => EmptyUp.Error(
        $"{migrations[0].Up.Path} contains no statement.",
        migrations.Count == 1
            ? "Applying it would record a change that was never written, and later edits would be refused."
            : $"Applying it would record a change that was never written. The same applies to {string.Join(", ", migrations.Skip(1))}.",
        $"Write the change into {migrations[0].Up.Path}, or remove both files of the migration.");

    internal static ToolException OfAnother(DatabaseUrl url, LedgerTable ledger, string resource, IReadOnlyList<string> others) => ForeignLedger.Error(
        $"The ledger {ledger.Name} of database {url.Database} belongs to {string.Join(", ", others)}; this is {resource}.",
        "Two targets with one ledger would roll back each other's schema.",
        $"Give {resource} its own database or ledger, or declare in both that it is shared: `database: {{shared_with: [{others[0]}]}}`. "
        + $"If {others[0]} no longer exists, run `{url.Psql($"delete from {ledger.FenceName} where resource = {SqlLiteral.Quote(others[0])}")}`");

    internal static ToolException NotConfirmed(IReadOnlyList<string> lost) => Unconfirmed.Error(
        "The rollback was not confirmed; nothing was changed.",
        $"Data in these would be lost: {string.Join(", ", lost)}.",
        "Roll back fewer migrations (`--steps`), or pass --yes to confirm in advance.");

    internal static ToolException NothingToRepair(MigrationEntry entry) => UnknownVersion.Error(
        $"{entry} cannot be repaired: {(entry.State == MigrationState.Unfinished ? "it is unfinished" : "it is not applied here")}.",
        "`repair` accepts the current files of an applied migration; it runs nothing.",
        entry.State == MigrationState.Unfinished
            ? "Run `confiture migrate up` to restart it, or `confiture migrate down` to undo it."
            : "Check `confiture migrate status`; run `confiture migrate up` to apply pending migrations.");

    internal static string PassingReason(Exception e, string next, IReadOnlyList<BlockingSession> blockers)
    {
        var server = e is ScriptException script ? script.Server : ((ServerException)e).Server;
        var place = e is ScriptException { Place: var at } ? $"{at}: " : string.Empty;
        var who = server.SqlState != SqlState.LockNotAvailable ? string.Empty : blockers.Count > 0 ? $"; blocked by {string.Join("; ", blockers)}"
            : "; the lock holder is not visible";
        return $"{next}. {place}{server.Text}{who}";
    }

    internal static ToolException Stopped(Migration migration, bool leavesTraces) => FoundationErrors.Interrupted.Error(
        $"{migration} was stopped.",
        leavesTraces ? "It runs outside a transaction: what it has done is in effect, and the ledger marks it `unfinished`." : "The run was canceled.",
        leavesTraces ? "Run `confiture migrate up` to restart it, or `confiture migrate down` to undo it." : "Run the command again to go on.");

    internal static ToolException InTheWay(
        DatabaseUrl url, Migration migration, string place, TimeSpan limit, IReadOnlyList<BlockingSession> sessions) => OldTransaction.Error(
            $"{place}: {Counted.Of(sessions.Count, "transaction")} in this database did not end within {limit.TotalSeconds:0} s.",
            "An index that is built or dropped concurrently waits for all of them, and is left invalid if it gives up. The statement was not started; "
                + $"the ledger marks {migration} `unfinished`.",
            $"End that session, `{url.Psql($"select pg_terminate_backend({sessions[0].Pid})")}`, or wait for it; then run `confiture migrate up` to go on.")
        .With([.. sessions.Select(s => $"open: {s}")]);

    internal static ToolException BlockedBy(DatabaseUrl url, ToolException error, Exception cause, IReadOnlyList<BlockingSession> blockers)
    {
        var state = cause switch { ScriptException script => script.Server.SqlState, ServerException server => server.SqlState, _ => null };
        if (state != SqlState.LockNotAvailable || blockers.Count == 0) return error;
        return error.Code.Error(
                error.What, error.Why,
                $"End the blocking session, `{url.Psql($"select pg_terminate_backend({blockers[0].Pid})")}`, or run the command again at a quieter time.",
                cause)
            .With([.. error.Details, .. blockers.Select(b => $"blocked by {b}")]);
    }

    private static string LedgerAdvice(DatabaseUrl url, LedgerTable ledger, ServerException server) => server.SqlState switch
    {
        SqlState.InsufficientPrivilege when server.Server.Text.Contains("schema", StringComparison.Ordinal) =>
            $"As the owner of the schema, run: grant create, usage on schema {ledger.Name.Schema} to {url.User}",
        SqlState.InsufficientPrivilege =>
            $"As the owner of the ledger, run: grant select, insert, update, delete on {ledger.Name}, {ledger.FenceName}, {ledger.EventsName} to {url.User}; "
            + "or connect as the owner.",
        SqlState.InvalidSchemaName => $"Create the schema first: create schema {ledger.Name.Schema}",
        SqlState.UndefinedColumn or SqlState.UndefinedTable or SqlState.WrongObjectType =>
            "Check `migration.tracking_table` in the environment file: it must name a table created by this tool, or one that does not exist yet.",
        _ => StatementAdvice.OfSession(server.SqlState),
    };

    internal static string Kept(int before) => before switch
    {
        0 => "nothing was changed",
        1 => "the one before it in this run stays committed",
        _ => $"the {before} before it in this run stay committed",
    };
}
