using System.Collections.Frozen;
using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>What to do about a rejected statement of a migration, by SQLSTATE.</summary>
internal static class StatementAdvice
{
    private const string Again = "then run the command again.";
    private const string Missing = "A name in the file does not exist here or is not on the search path: correct it or qualify it with its schema, " + Again;
    private const string Exists = "An object of that name already exists. If it was created by hand, `confiture drift` shows what else was; otherwise correct "
        + "the file, " + Again;
    private const string ReadOnly = "The server is read-only: it is a standby, or `default_transaction_read_only` is on for this user or database. Use the "
        + "URL of the primary, or turn that setting off, " + Again;
    private const string Disk = "The server's disk is full. Free space there, " + Again;
    private const string Rows = "Existing rows violate the change. Fix them first, in an earlier migration or earlier in this file, " + Again;

    private static readonly FrozenDictionary<string, string> Fixes = new Dictionary<string, string>
    {
        [SqlState.ActiveSqlTransaction] = "The statement cannot run inside a transaction (CREATE INDEX CONCURRENTLY, VACUUM). Move it to a separate migration "
            + "that starts with: -- confiture: no transaction",
        [SqlState.QueryCanceled] = "The statement was cancelled by `statement_timeout` or by an administrator. If it needs longer, pass a longer "
            + "--statement-timeout where it was passed, or write before it: SET LOCAL "
            + "statement_timeout = '15min'; (without LOCAL outside a transaction), " + Again,
        [SqlState.InvalidTransactionTermination] = "A procedure or DO block commits, which it cannot do inside a transaction. "
                + "Remove its COMMIT and ROLLBACK, or move the call to a separate "
            + "migration that starts with: -- confiture: no transaction",
        [SqlState.InsufficientPrivilege] = "This user lacks the privilege. Have the owner grant it, or connect as the owner, " + Again,
        [SqlState.UndefinedTable] = Missing,
        [SqlState.UndefinedColumn] = Missing,
        [SqlState.UndefinedFunction] = Missing,
        [SqlState.UndefinedObject] = Missing,
        [SqlState.InvalidSchemaName] = Missing,
        [SqlState.DuplicateTable] = Exists,
        [SqlState.DuplicateSchema] = Exists,
        [SqlState.DuplicateColumn] = Exists,
        [SqlState.DuplicateObject] = Exists,
        [SqlState.DuplicateFunction] = Exists,
        [SqlState.UniqueViolation] = Rows,
        [SqlState.ForeignKeyViolation] = Rows,
        [SqlState.NotNullViolation] = Rows,
        [SqlState.CheckViolation] = Rows,
        [SqlState.ExclusionViolation] = Rows,
        [SqlState.DependentObjectsStillExist] = "Other objects depend on the dropped one; the details name them. "
            + "Drop or change them first, or add CASCADE to drop them too, " + Again,
        [SqlState.ObjectInUse] = "The object is in use: this transaction has unfinished work on it, or another session is connected to it. Split the "
            + "migration or end that session, " + Again,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What to do when one of our own statements is rejected for a session-wide reason.</summary>
    public static string OfSession(string state) => state switch
    {
        SqlState.ReadOnlySqlTransaction => ReadOnly,
        SqlState.QueryCanceled =>
            "It was cancelled by `statement_timeout` of this user or database, or by an administrator. Run the command again; if it happens again, raise the "
            + "setting: ALTER ROLE ... SET statement_timeout = '5min';",
        SqlState.LockNotAvailable => "Another session holds a lock on the ledger. End that session, or run the command again at a quieter time.",
        SqlState.DiskFull => Disk,
        _ => "Check the server's log for the cause, then run the command again.",
    };

    /// <summary>What to do about a reason that lies in the server or in other sessions, whatever the statement; null for other reasons.</summary>
    public static string? OfServer(string state) => state switch
    {
        SqlState.LockNotAvailable => "Another session holds a lock that this statement needs. End that session, or run the command again at a quieter time.",
        SqlState.DeadlockDetected =>
            "Another session took the same locks in another order. Run the command again at a quieter time, or lock the tables in that order.",
        SqlState.SerializationFailure => "Another session changed the same rows. Run the command again.",
        SqlState.ReadOnlySqlTransaction => ReadOnly,
        SqlState.DiskFull => Disk,
        _ => null,
    };

    /// <summary>What to do; by default, correct the file.</summary>
    public static string For(string state) => OfServer(state) ?? Fixes.GetValueOrDefault(state, "Correct the file and run the command again.");
}
