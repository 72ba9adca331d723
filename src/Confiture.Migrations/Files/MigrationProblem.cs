using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>What a migration file has to observe.</summary>
public enum ProblemRule
{
    /// <summary>Its name says version, name and direction, and it is where the runner looks.</summary>
    Name,

    /// <summary>A down file has an up file.</summary>
    Pair,

    /// <summary>A version belongs to one migration and is not in the future.</summary>
    Version,

    /// <summary>It can be read and is UTF-8.</summary>
    Encoding,

    /// <summary>It can be split into statements.</summary>
    Syntax,

    /// <summary>It neither begins nor ends a transaction.</summary>
    TransactionControl,

    /// <summary>A comment addressed to Confiture has a meaning.</summary>
    Directive,

    /// <summary>Conditions are in files that run outside a transaction.</summary>
    Condition,

    /// <summary>An up file has a statement.</summary>
    Empty,

    /// <summary>There is a down file with a statement, or the file says that the migration is irreversible.</summary>
    Irreversible,

    /// <summary>The ledger agrees with the files.</summary>
    Ledger,
}

/// <summary>A mistake in the files of migrations.</summary>
/// <param name="Rule">What is not observed.</param>
/// <param name="File">The file, or the directory when it is about several.</param>
/// <param name="Text">What is wrong, without a full stop.</param>
public sealed record MigrationProblem(ProblemRule Rule, string File, string Text)
{
    /// <summary>Where it is in the file; null when it is about the whole file.</summary>
    public SqlPosition? Position { get; init; }

    /// <summary><c>file:line:column: text</c>.</summary>
    public override string ToString() => Position is { } at ? $"{File}:{at.Line}:{at.Column}: {Text}" : $"{File}: {Text}";
}
