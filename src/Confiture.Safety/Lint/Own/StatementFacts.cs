using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>A <see cref="StatementSafety"/> without its syntax, which the receiver reads from the text.</summary>
/// <param name="Locks">See <see cref="StatementSafety.Locks"/>.</param>
/// <param name="Work">See <see cref="StatementSafety.Work"/>.</param>
/// <param name="Transaction">See <see cref="StatementSafety.Transaction"/>.</param>
/// <param name="Tier">See <see cref="StatementSafety.Tier"/>.</param>
/// <param name="Reasons">See <see cref="StatementSafety.Reasons"/>.</param>
/// <param name="Assumptions">See <see cref="StatementSafety.Assumptions"/>.</param>
/// <param name="InTransaction">See <see cref="StatementSafety.InTransaction"/>.</param>
/// <param name="HeldBefore">See <see cref="StatementSafety.HeldBefore"/>.</param>
/// <param name="HasLockTimeout">See <see cref="StatementSafety.HasLockTimeout"/>.</param>
/// <param name="HasStatementTimeout">See <see cref="StatementSafety.HasStatementTimeout"/>.</param>
public sealed record StatementFacts(
    IReadOnlyList<ObjectLock> Locks,
    IReadOnlyList<ObjectWork> Work,
    TransactionRule Transaction,
    RiskTier Tier,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Assumptions,
    bool InTransaction,
    IReadOnlyList<ObjectLock> HeldBefore,
    bool HasLockTimeout,
    bool HasStatementTimeout)
{
    /// <summary>What is known of a statement, without its syntax.</summary>
    public static StatementFacts Of(StatementSafety statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return new(
            statement.Locks, statement.Work, statement.Transaction, statement.Tier, statement.Reasons, statement.Assumptions,
            statement.InTransaction, [.. statement.HeldBefore], statement.HasLockTimeout, statement.HasStatementTimeout);
    }

    /// <summary>The statement again.</summary>
    /// <param name="node">Its syntax.</param>
    public StatementSafety With(StatementNode node) => new(node)
    {
        Locks = Locks,
        Work = Work,
        Transaction = Transaction,
        Tier = Tier,
        Reasons = Reasons,
        Assumptions = Assumptions,
        InTransaction = InTransaction,
        HeldBefore = LockSet.None.With(HeldBefore),
        HasLockTimeout = HasLockTimeout,
        HasStatementTimeout = HasStatementTimeout,
    };
}
