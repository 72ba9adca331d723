namespace Confiture.Migrations;

/// <summary>How far a statement in batches is.</summary>
/// <param name="Visited">How many of its rows (or, without a key, blocks) the statement has visited, also in earlier runs.</param>
/// <param name="Total">How many there are, as the server estimates; 0 when it does not know.</param>
/// <param name="Changed">How many rows were changed or deleted.</param>
/// <param name="Rate">Visited per second in this run.</param>
public sealed record BatchProgress(string Table, long Visited, long Total, long Changed, double Rate)
{
    /// <summary>The time left at this rate; null when it cannot be known.</summary>
    public TimeSpan? Left => Rate > 0 && Total > Visited ? TimeSpan.FromSeconds((Total - Visited) / Rate) : null;
}
