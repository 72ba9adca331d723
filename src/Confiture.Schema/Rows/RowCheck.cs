namespace Confiture.Schema;

/// <summary>What has to hold for the rows that are there before a plan can make its changes.</summary>
/// <param name="Words">What holds, as it stands in the head of a file and in reports: <c>public.t.n holds no nulls</c>.</param>
/// <param name="Failure">What a database in which it does not hold is told, as SQL of type text.</param>
/// <param name="State">The SQLSTATE of that, the one that the change itself would end with.</param>
/// <param name="Test">A statement of PL/pgSQL that sets <c>found</c> when some row breaks it, or that fails.</param>
internal sealed record RowCheck(string Words, string Failure, string State, string Test)
{
    /// <summary>True when the test fails by itself.</summary>
    internal bool Fails { get; init; }
}
