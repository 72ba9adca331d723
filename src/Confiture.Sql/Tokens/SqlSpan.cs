namespace Confiture.Sql.Syntax;

/// <summary>A run of characters of a script, in UTF-16 units. <see cref="SqlScript.PositionOf(int)"/> gives the line and column of its start.</summary>
/// <param name="Start">The offset of the first character in the script.</param>
/// <param name="Length">The number of characters; zero for nothing, as in an empty list.</param>
public readonly record struct SqlSpan(int Start, int Length)
{
    /// <summary>The offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The characters of the span.</summary>
    public string In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Substring(Start, Length);
    }

    /// <summary>Whether this span contains all of <paramref name="other"/>.</summary>
    public bool Contains(SqlSpan other) => Start <= other.Start && other.End <= End;
}
