namespace Confiture.Project;

/// <summary>One generated value.</summary>
/// <param name="Text">As PostgreSQL reads it; null for NULL.</param>
/// <param name="Rank">Its place among values of its type, where they have an order: the number itself, or microseconds; null elsewhere.</param>
internal readonly record struct Sample(string? Text, decimal? Rank = null)
{
    internal static readonly Sample Null = new(null);

    internal bool IsNull => Text is null;
}
