using Confiture.Safety;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>What migrations did in one transaction that was rolled back.</summary>
/// <param name="Verb">Their direction.</param>
/// <param name="Migrations">The migrations, in order; after a failure those before it and the failed one.</param>
/// <param name="Held">From the beginning of the transaction to the end of its rollback: the longest that its locks stood in others' way.</param>
/// <param name="Leftovers">What the rollback did not revert, or did not try out.</param>
/// <param name="Failure">The error with which it ended; null when everything ran.</param>
public sealed record Rehearsal(
    MigrationVerb Verb, IReadOnlyList<RehearsedMigration> Migrations, TimeSpan Held, IReadOnlyList<Leftover> Leftovers, ToolException? Failure);

/// <summary>A migration that was run and rolled back.</summary>
/// <param name="IsSkipped">True when its file runs outside a transaction: then nothing of it was run.</param>
/// <param name="Statements">The statements that succeeded, in order.</param>
/// <param name="AtCommit">What its commit would do, above all the checks of deferred constraints; null when it was not reached.</param>
public sealed record RehearsedMigration(
    Migration Migration, bool IsSkipped, IReadOnlyList<RehearsedStatement> Statements, ObservedEffect? AtCommit);

/// <summary>A statement that was run and rolled back.</summary>
public sealed record RehearsedStatement(SqlStatement Statement, ObservedEffect Effect);

/// <summary>What a statement did, as the server's own tables tell. What the transaction made itself is in nobody's way and is left out.</summary>
/// <param name="Elapsed">How long it took, as the client saw it.</param>
/// <param name="Locks">The locks that it took and the transaction did not hold in that mode, the strongest of each relation.</param>
/// <param name="Held">All that the transaction holds afterwards, by relation.</param>
/// <param name="Rewritten">Tables and materialized views that have another file than before.</param>
/// <param name="IndexesBuilt">Indexes of other tables that are new or have another file than before.</param>
/// <param name="Rows">The rows that it touched, by table, those of new tables too.</param>
public sealed record ObservedEffect(
    TimeSpan Elapsed, IReadOnlyList<ObservedLock> Locks, IReadOnlyDictionary<string, HeldLocks> Held, IReadOnlyList<string> Rewritten,
    IReadOnlyList<ObservedIndex> IndexesBuilt, IReadOnlyList<TouchedRows> Rows);

/// <summary>A lock that a statement took.</summary>
/// <param name="Object">The relation, as SQL, by its name before the statement.</param>
/// <param name="Mode">The strongest mode.</param>
/// <param name="Table">The table of an index; null for other relations.</param>
public sealed record ObservedLock(string Object, LockMode Mode, string? Table);

/// <summary>The modes in which a transaction holds a relation.</summary>
/// <param name="Modes">The modes, a bit each: 1 for the weakest.</param>
/// <param name="IsNew">True when the transaction made the relation.</param>
/// <param name="Table">The table of an index; null for other relations.</param>
public readonly record struct HeldLocks(int Modes, bool IsNew, string? Table)
{
    /// <summary>Whether the relation is held in exactly that mode, among others.</summary>
    public bool Has(LockMode mode) => (Modes & (1 << ((int)mode - 1))) != 0;

    /// <summary>The strongest mode; null when there is none.</summary>
    public LockMode? Strongest => Modes == 0 ? null : (LockMode)(System.Numerics.BitOperations.Log2((uint)Modes) + 1);
}

/// <summary>An index that was built or rebuilt.</summary>
/// <param name="Index">The index, as SQL.</param>
/// <param name="Table">Its table, as SQL.</param>
public sealed record ObservedIndex(string Index, string Table);

/// <summary>Rows of a table that a statement touched, with what its triggers and foreign keys did.</summary>
/// <param name="Table">The table, as SQL.</param>
/// <param name="Read">Rows that scans of the table or of its indexes returned.</param>
public sealed record TouchedRows(string Table, long Inserted, long Updated, long Deleted, long Read);

/// <summary>What a rollback does not revert, or what is not tried out because it happens at a commit.</summary>
/// <param name="Object">What it is about; null when it is the whole server.</param>
/// <param name="Text">One sentence.</param>
public sealed record Leftover(LeftoverKind Kind, string? Object, string Text);

/// <summary>The kinds of <see cref="Leftover"/>.</summary>
public enum LeftoverKind
{
    /// <summary>Values of a sequence were drawn or set.</summary>
    Sequence,

    /// <summary>Advisory locks were taken.</summary>
    AdvisoryLock,

    /// <summary>A notification was not sent.</summary>
    Notification,

    /// <summary>Rows of another server were written.</summary>
    ForeignTable,

    /// <summary>Dead rows wait for VACUUM.</summary>
    DeadRows,

    /// <summary>A transaction number and space in the write-ahead log were used.</summary>
    Log,
}
