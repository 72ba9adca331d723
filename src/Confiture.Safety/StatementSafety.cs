using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>A lock that a statement takes and holds to the end of its transaction.
/// Indexes count with their tables unless a statement locks them harder.</summary>
/// <param name="Object">The relation, with its schema.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">The strongest mode.</param>
/// <param name="IsNew">True when this script created the relation: no other session waits for it.</param>
public sealed record ObjectLock(QualifiedName Object, ObjectKind Kind, LockMode Mode, bool IsNew);

/// <summary>Work on the rows of a relation.</summary>
/// <param name="Object">The relation, with its schema.</param>
/// <param name="Work">What is done.</param>
/// <param name="IsNew">True when this script made the relation.</param>
public sealed record ObjectWork(QualifiedName Object, TableWork Work, bool IsNew);

/// <summary>Work on rows that one action of ALTER TABLE makes.</summary>
/// <param name="Work">The work; null when values can lose digits.</param>
internal sealed record ActionWork(TableAction Action, TableWork? Work);

/// <summary>The effect of one statement on users of the database, in the state that the statements before it leave.</summary>
/// <param name="Node">The statement.</param>
public sealed record StatementSafety(StatementNode Node)
{
    /// <summary>The relations that it locks, each with the strongest mode.</summary>
    public IReadOnlyList<ObjectLock> Locks { get; init; } = [];

    /// <summary>Its work on rows, except those that the statement itself selects or changes.</summary>
    public IReadOnlyList<ObjectWork> Work { get; init; } = [];

    /// <summary>Whether it may run inside a transaction.</summary>
    public TransactionRule Transaction { get; init; }

    /// <summary>Its risk.</summary>
    public RiskTier Tier { get; init; }

    /// <summary>Why the tier is what it is, one short sentence each, the weightiest first.</summary>
    public IReadOnlyList<string> Reasons { get => field ??= Effect?.Reasons ?? []; init; }

    /// <summary>The assumptions made because the schema is unknown; always the worse case.</summary>
    public IReadOnlyList<string> Assumptions { get => field ??= Effect?.Assumptions ?? []; init; }

    /// <summary>Whether a transaction is open when it runs, by BEGIN in the script or by the runner.</summary>
    public bool InTransaction { get; init; }

    /// <summary>The locks held by earlier statements of the open transaction; empty outside a transaction.</summary>
    public LockSet HeldBefore { get; init; } = LockSet.None;

    /// <summary>Whether <c>lock_timeout</c> is set when it runs.</summary>
    public bool HasLockTimeout { get; init; }

    /// <summary>Whether <c>statement_timeout</c> is set when it runs.</summary>
    public bool HasStatementTimeout { get; init; }

    /// <summary>Which action of an ALTER TABLE makes which work on rows that others use.</summary>
    internal IReadOnlyList<ActionWork> ByAction { get; init; } = [];

    /// <summary>Whether it locks an unknown relation.</summary>
    internal bool LocksUnknown { get; init; }

    /// <summary>What texts are generated from on demand: most are never read.</summary>
    internal Effect? Effect { private get; init; }

    /// <summary>Generates the texts, with the names that relations have now and not after later statements.</summary>
    internal StatementSafety WithWords()
    {
        _ = Reasons;
        _ = Assumptions;
        return this;
    }

    /// <summary>The strongest lock on something that others use; null when there is none.</summary>
    public ObjectLock? Hardest => Locks.Where(l => !l.IsNew).MaxBy(l => l.Mode);
}
