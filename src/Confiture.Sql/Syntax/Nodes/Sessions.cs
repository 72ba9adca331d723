namespace Confiture.Sql.Syntax;

/// <summary>A setting that is set or reset: in SET, in ALTER ROLE and in a routine.</summary>
/// <param name="Name">The setting in lower case; <c>all</c> for RESET ALL. TIME ZONE is <c>timezone</c>, SESSION
/// AUTHORIZATION <c>session_authorization</c>, SCHEMA <c>search_path</c>, NAMES <c>client_encoding</c>, TRANSACTION
/// <c>transaction</c> with its modes as values, SESSION CHARACTERISTICS <c>session_characteristics</c>.</param>
/// <param name="Reset">Whether it goes back to its default: RESET or SET TO DEFAULT.</param>
/// <param name="Values">The values, strings without their quotes.</param>
/// <param name="Span">The place.</param>
public sealed record ConfigurationChange(string Name, bool Reset, IReadOnlyList<string> Values, SqlSpan Span)
{
    /// <summary>Whether it is FROM CURRENT.</summary>
    public bool FromCurrent { get; init; }
}

/// <summary>The scope of a SET.</summary>
public enum SettingScope
{
    /// <summary>Nothing is written, which is the session.</summary>
    Unspecified,

    /// <summary>SESSION.</summary>
    Session,

    /// <summary>LOCAL: the transaction.</summary>
    Local,
}

/// <summary>SET or RESET.</summary>
public sealed record SetVariable(ConfigurationChange Change, SettingScope Scope) : StatementNode;

/// <summary>SHOW; <c>all</c> for everything.</summary>
public sealed record ShowVariable(string Name) : StatementNode;

/// <summary>ALTER SYSTEM.</summary>
public sealed record AlterSystem(ConfigurationChange Change) : StatementNode;

/// <summary>SET CONSTRAINTS.</summary>
/// <param name="Names">The constraints; none for ALL.</param>
/// <param name="Deferred">True for DEFERRED.</param>
public sealed record SetConstraints(IReadOnlyList<SqlName> Names, bool Deferred) : StatementNode;

/// <summary>The effect of a statement on the transaction.</summary>
public enum TransactionAction
{
    /// <summary>BEGIN or START TRANSACTION.</summary>
    Begin,

    /// <summary>COMMIT or END.</summary>
    Commit,

    /// <summary>ROLLBACK or ABORT.</summary>
    Rollback,

    /// <summary>SAVEPOINT.</summary>
    Savepoint,

    /// <summary>RELEASE SAVEPOINT.</summary>
    Release,

    /// <summary>ROLLBACK TO SAVEPOINT.</summary>
    RollbackTo,

    /// <summary>PREPARE TRANSACTION.</summary>
    Prepare,

    /// <summary>COMMIT PREPARED.</summary>
    CommitPrepared,

    /// <summary>ROLLBACK PREPARED.</summary>
    RollbackPrepared,
}

/// <summary>BEGIN, COMMIT, SAVEPOINT and so on.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Name">The savepoint or the prepared transaction, or null.</param>
/// <param name="Modes">The characteristics in lower case, for example <c>isolation level serializable</c>, <c>read only</c>, <c>not deferrable</c>.</param>
/// <param name="Chain">True for AND CHAIN, false for AND NO CHAIN, null when nothing is said.</param>
public sealed record TransactionControl(TransactionAction Action, string? Name, IReadOnlyList<string> Modes, bool? Chain) : StatementNode;

/// <summary>VACUUM.</summary>
public sealed record Vacuum(IReadOnlyList<SqlOption> Options, IReadOnlyList<VacuumTarget> Targets) : StatementNode;

/// <summary>ANALYZE.</summary>
public sealed record Analyze(IReadOnlyList<SqlOption> Options, IReadOnlyList<VacuumTarget> Targets) : StatementNode;

/// <summary>A table of VACUUM or ANALYZE with its columns.</summary>
public sealed record VacuumTarget(RelationReference Table, IReadOnlyList<Identifier> Columns);

/// <summary>CLUSTER; no table means every clustered one.</summary>
public sealed record Cluster(SqlName? Table, Identifier? Index, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>REPACK (PostgreSQL 19); no table means every one, or with USING INDEX every clustered one.</summary>
/// <param name="Table">The table, or null.</param>
/// <param name="UsingIndex">Whether USING INDEX is written.</param>
/// <param name="Index">The index after it, or null.</param>
public sealed record Repack(SqlName? Table, bool UsingIndex, Identifier? Index, IReadOnlyList<SqlOption> Options) : StatementNode
{
    /// <summary>Whether the table stays readable and writable meanwhile.</summary>
    public bool Concurrently => Options.LastOrDefault(o => o.Name == "concurrently") is { IsOn: true };
}

/// <summary>LISTEN.</summary>
public sealed record Listen(Identifier Channel) : StatementNode;

/// <summary>UNLISTEN; null for all.</summary>
public sealed record Unlisten(Identifier? Channel) : StatementNode;

/// <summary>NOTIFY.</summary>
public sealed record Notify(Identifier Channel, string? Payload) : StatementNode;

/// <summary>PREPARE of a statement.</summary>
public sealed record PrepareStatement(Identifier Name, IReadOnlyList<TypeReference> Types, StatementNode Statement) : StatementNode;

/// <summary>EXECUTE of a prepared statement.</summary>
public sealed record ExecuteStatement(Identifier Name, SqlSpan? Arguments) : StatementNode;

/// <summary>DEALLOCATE; null for all.</summary>
public sealed record Deallocate(Identifier? Name) : StatementNode;

/// <summary>DECLARE a cursor.</summary>
public sealed record DeclareCursor(Identifier Name, bool WithHold, StatementNode Query) : StatementNode;

/// <summary>FETCH or MOVE.</summary>
public sealed record FetchCursor(Identifier Name, bool Move) : StatementNode;

/// <summary>CLOSE; null for all.</summary>
public sealed record CloseCursor(Identifier? Name) : StatementNode;

/// <summary>DISCARD, with the word after it in lower case.</summary>
public sealed record Discard(string Target) : StatementNode;

/// <summary>LOAD.</summary>
public sealed record LoadLibrary(string File) : StatementNode;

/// <summary>CHECKPOINT.</summary>
public sealed record Checkpoint(IReadOnlyList<SqlOption> Options) : StatementNode;
