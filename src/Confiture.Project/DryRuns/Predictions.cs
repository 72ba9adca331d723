using Confiture.Migrations;
using Confiture.Safety;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>Work on the rows of a table that others use, with an estimate of its duration.</summary>
/// <param name="Table">The table, as SQL.</param>
/// <param name="Work">What is done.</param>
/// <param name="Rows">The rows, as the server estimates them; null when the table was never analyzed.</param>
/// <param name="Bytes">The size of the table; of a rewrite with its indexes.</param>
/// <param name="Estimate">The duration by the rate that was measured; null when none could be.</param>
public sealed record PredictedWork(string Table, TableWork Work, long? Rows, long Bytes, TimeSpan? Estimate);

/// <summary>A lock on something that others use.</summary>
/// <param name="Object">The relation, as SQL.</param>
public sealed record PredictedLock(string Object, LockMode Mode);

/// <summary>What a statement of a migration would do.</summary>
/// <param name="Position">Where it is in its file.</param>
/// <param name="Sql">Its text.</param>
/// <param name="Tier">Its risk.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Assumptions">What was assumed for want of knowledge: always the worse case.</param>
/// <param name="Findings">What the linter has against it, each with a safer way.</param>
public sealed record PredictedStatement(
    SqlPosition Position, string Sql, RiskTier Tier, IReadOnlyList<PredictedLock> Locks, IReadOnlyList<PredictedWork> Work, IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Assumptions, IReadOnlyList<LintFinding> Findings);

/// <summary>What a migration would do.</summary>
/// <param name="InTransaction">Whether it runs in one transaction, which then holds every lock to its end.</param>
public sealed record PredictedMigration(Migration Migration, bool InTransaction, IReadOnlyList<PredictedStatement> Statements);

/// <summary>What a dry run found out.</summary>
/// <param name="Verb">The direction.</param>
/// <param name="Migrations">The migrations, in the order in which they would run.</param>
/// <param name="Losses">The rows and values that they would lose, as far as the statements say it.</param>
/// <param name="Rehearsal">What the server did; null when nothing was executed.</param>
public sealed record DryRunResult(
    MigrationVerb Verb, IReadOnlyList<DryRunMigration> Migrations, IReadOnlyList<LostData> Losses, Rehearsal? Rehearsal);

/// <summary>A migration in a dry run.</summary>
/// <param name="Predicted">What it would do.</param>
/// <param name="Observed">What it did; null when it was not executed.</param>
/// <param name="Statements">Its statements, in order.</param>
public sealed record DryRunMigration(PredictedMigration Predicted, RehearsedMigration? Observed, IReadOnlyList<DryRunStatement> Statements);

/// <summary>A statement in a dry run.</summary>
/// <param name="Predicted">What it would do.</param>
/// <param name="Observed">What it did; null when it was not executed or failed.</param>
/// <param name="Differences">Where the two disagree, a sentence each; empty when nothing was observed.</param>
public sealed record DryRunStatement(PredictedStatement Predicted, ObservedEffect? Observed, IReadOnlyList<string> Differences);
