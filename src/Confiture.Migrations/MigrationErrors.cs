using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>The errors of migrations: their files, their ledger, their runs.</summary>
public static class MigrationErrors
{
    /// <summary>A migrations directory holds misnamed, lonely or doubled files.</summary>
    public static readonly ErrorCode Files = new("CONF-MIG-001", ExitCode.Usage, "A migrations directory holds files that form no pairs");

    /// <summary>No file name can be made of a migration's title.</summary>
    public static readonly ErrorCode Name = new("CONF-MIG-002", ExitCode.Usage, "A migration's name is empty or too long");

    /// <summary>A statement of a migration failed; that migration was rolled back.</summary>
    public static readonly ErrorCode StatementFailed = new("CONF-MIG-003", ExitCode.RolledBack, "A statement of a migration failed");

    /// <summary>The files are not what the ledger says: changed, missing or out of order.</summary>
    public static readonly ErrorCode Drift = new("CONF-MIG-004", ExitCode.StateMismatch, "Migration files and ledger disagree");

    /// <summary>Another run holds the migration lock.</summary>
    public static readonly ErrorCode Locked = new("CONF-MIG-005", ExitCode.Locked, "Another run holds the migration lock");

    /// <summary>A migration that is to be taken back has no down file, or an empty one.</summary>
    public static readonly ErrorCode Irreversible = new("CONF-MIG-006", ExitCode.Refused, "A migration cannot be taken back");

    /// <summary>A version that was asked for does not exist.</summary>
    public static readonly ErrorCode UnknownVersion = new("CONF-MIG-007", ExitCode.Usage, "A migration version does not exist");

    /// <summary>The database has seen a newer epoch: another controller took over.</summary>
    public static readonly ErrorCode Fenced = new("CONF-MIG-008", ExitCode.Locked, "Another controller has taken over the database");

    /// <summary>The connection broke while a migration ran.</summary>
    public static readonly ErrorCode ConnectionLost = new("CONF-MIG-009", ExitCode.Unreachable, "The connection broke while a migration ran");

    /// <summary>The ledger cannot be made, read or written.</summary>
    public static readonly ErrorCode LedgerUnusable = new("CONF-MIG-010", ExitCode.Failed, "The ledger cannot be used");

    /// <summary>A migration took longer than it may.</summary>
    public static readonly ErrorCode DeadlinePassed = new("CONF-MIG-011", ExitCode.RolledBack, "A migration took longer than it may");

    /// <summary>A migration outside of a transaction stopped half way.</summary>
    public static readonly ErrorCode HalfWay = new("CONF-MIG-012", ExitCode.RollbackFailed, "A migration outside of a transaction stopped half way");

    /// <summary>A condition stands before a statement of a migration that is one transaction.</summary>
    public static readonly ErrorCode Condition = new("CONF-MIG-013", ExitCode.Usage, "A migration that is one transaction holds a condition");

    /// <summary>A directory that should hold migrations does not exist.</summary>
    public static readonly ErrorCode DirectoryMissing = new("CONF-MIG-020", ExitCode.Usage, "A migrations directory does not exist");

    internal static ToolException NoDirectory(string directory) => DirectoryMissing.Error(
        $"The migrations directory {directory} does not exist.",
        "A command that finds no directory cannot say that nothing is pending.",
        $"Correct `migrations_dir` in the environment's file, or create the directory: `mkdir -p {ShellWord.Of(directory)}`");

    internal static ToolException ConditionInTransaction(string path) => Condition.Error(
        $"{path} says `-- confiture: {SqlDirective.OnlyIf}...` and runs in a transaction.",
        "A condition is for statements that must not be executed again when a run that stopped half way is begun anew; a transaction leaves nothing half done.",
        $"Remove the comment, or make it a migration outside of a transaction (`-- confiture: {SqlDirective.NoTransaction}`).");

    internal static ToolException StoppedHalfWay(Migration migration, string verb, ScriptException e) => HalfWay.Error(
        $"{e.Place}: {e.Server.MessageText} (SQLSTATE {e.Server.SqlState}).",
        $"Migration {migration} ({verb}) runs outside of a transaction: what its earlier statements did stays, and the ledger says `unfinished`.",
        $"Remove the cause and run it again (`confiture migrate {verb}`): it begins anew. Or take it back: confiture migrate down",
        e).With(e.Details);

    internal static ToolException BadFiles(string directory, List<string> problems) => Files.Error(
        problems.Count == 1 ? problems[0] + "." : $"{directory} holds {problems.Count} files that form no pairs.",
        "A migration is YYYYMMDDHHMMSS_name.up.sql with an optional .down.sql of the same version and name.",
        "Rename the file, or move it out of the directory.").With(problems.Count == 1 ? [] : problems);

    internal static ToolException BadName(string title) => Name.Error(
        $"'{title}' gives no file name for a migration.",
        "A name needs 1 to 100 letters or digits; everything else becomes an underscore.",
        "Say what it does, for example: `confiture migrate generate --empty add_user_bio`");

    internal static ToolException Failed(Migration migration, string verb, ScriptException e, int before) => StatementFailed.Error(
        $"{e.Place}: {e.Server.MessageText} (SQLSTATE {e.Server.SqlState}).",
        $"Migration {migration} ({verb}) was rolled back; {Kept(before)}.",
        FixFor(e.Server.SqlState),
        e).With(e.Details);

    internal static ToolException FailedAtEnd(Migration migration, string verb, Npgsql.PostgresException e, int before) => StatementFailed.Error(
        $"{migration} ({verb}): {e.MessageText} (SQLSTATE {e.SqlState}).",
        $"The transaction could not be completed and was rolled back; {Kept(before)}.",
        FixFor(e.SqlState),
        e);

    internal static ToolException LostConnection(Migration migration, string verb, Exception e) => ConnectionLost.Error(
        $"The connection broke while {migration} ({verb}) ran: {e.Message}",
        "The server ended, restarted, closed the session, or the network failed. The transaction is either whole or rolled back.",
        "Look with `confiture migrate status`, then run the command again.",
        e);

    internal static ToolException TimedOut(Migration migration, string verb, TimeSpan deadline, int before, Exception e) => DeadlinePassed.Error(
        $"{migration} ({verb}) did not end within {deadline.TotalSeconds:0.#} s.",
        $"It was rolled back; {Kept(before)}.",
        "Make it smaller: change data in parts, and build large indexes outside of migrations.",
        e);

    internal static ToolException OfLedger(DatabaseUrl url, LedgerTable ledger, Npgsql.NpgsqlException e) => e is not Npgsql.PostgresException { SqlState: not ['5', '7', 'P', ..] } server
        ? ConnectionLost.Error(
            $"The connection to {url} broke: {e.Message}",
            "The server ended, restarted, closed the session, or the network failed.",
            "Look with `confiture migrate status`, then run the command again.",
            e)
        : LedgerUnusable.Error(
            $"The ledger {ledger.Name} in {url} cannot be used: {server.MessageText} (SQLSTATE {server.SqlState}).",
            "Every run reads it, and writes it in the transaction of each migration.",
            server.SqlState switch
            {
                SqlState.InsufficientPrivilege => $"Let the owner of the schema run: grant create, usage on schema {ledger.Name.Schema} to {url.User}",
                "3F000" => $"Create the schema first: create schema {ledger.Name.Schema}",
                _ => "Check `migration.tracking_table` in the environment's file: it must name a table that this tool made, or none yet.",
            },
            e);

    internal static ToolException CannotTakeBack(IReadOnlyList<Migration> migrations) => Irreversible.Error(
        $"{string.Join(", ", migrations)} cannot be taken back.",
        "The down file is missing or holds no statement.",
        $"Write {migrations[0]}.down.sql, or write a new migration that repairs the schema.");

    internal static ToolException NoSuchVersion(string version, MigrationSet set) => UnknownVersion.Error(
        $"There is no migration {version} in {set.Directory}.",
        set.Migrations.Count == 0 ? "The directory holds no migrations." : $"The newest one is {set.Migrations[^1]}.",
        "Use the fourteen digits of a file name; `confiture migrate status` lists them.");

    internal static ToolException Superseded(long epoch, Exception inner) => Fenced.Error(
        $"The database refuses epoch {epoch}: a newer controller has taken over.",
        "This run was paused or cut off for longer than its lease, and another one carried on.",
        "Nothing was changed by this run after that. Look with `fraisier status`; start again if there is more to do.",
        inner);

    private static string Kept(int before) => before switch
    {
        0 => "nothing was changed",
        1 => "the one before it in this run is complete and stays",
        _ => $"the {before} before it in this run are complete and stay",
    };

    private static string FixFor(string state) => state switch
    {
        "55P03" => "Another session holds a lock on the table. End it, or run the command again at a quieter time.",
        "25001" => "The statement cannot run inside a transaction (CREATE INDEX CONCURRENTLY, VACUUM). Give it a migration of its own that says: -- confiture: no transaction",
        _ => "Correct the file and run the command again.",
    };
}
