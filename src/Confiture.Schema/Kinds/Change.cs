namespace Confiture.Schema;

/// <summary>One statement of a plan.</summary>
/// <param name="Sql">The statement, without a semicolon.</param>
public sealed record Change(string Sql)
{
    /// <summary>True when what the statement makes can only be used once its transaction has ended.</summary>
    public bool EndsTransaction { get; init; }

    /// <summary>True when the server would look into the body of a function.</summary>
    internal bool IsRoutine { get; init; }

    /// <summary>What nobody can bring back afterwards, in words; null when nothing is lost.</summary>
    public string? Loses { get; init; }
}
