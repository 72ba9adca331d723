namespace Confiture.Schema;

/// <summary>One statement of a plan.</summary>
/// <param name="Sql">The statement, without a semicolon.</param>
public sealed record Change(string Sql)
{
    /// <summary>True for what PostgreSQL refuses inside of a transaction.</summary>
    public bool OutsideTransaction { get; init; }

    /// <summary>True when the transaction before it must end first, because it would hold its locks for as long as this statement works.</summary>
    public bool InNewTransaction { get; init; }

    /// <summary>True when what the statement makes can only be used once its transaction has ended.</summary>
    public bool EndsTransaction { get; init; }

    /// <summary>True when the server would look into the body of a function.</summary>
    internal bool IsRoutine { get; init; }

    /// <summary>What nobody can bring back afterwards, in words; null when nothing is lost.</summary>
    public string? Loses { get; init; }
}
