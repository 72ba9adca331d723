namespace Confiture.Sql;

/// <summary>A place in a text as an editor shows it.</summary>
/// <param name="Line">The line, from 1. A line ends with LF, CR or CR LF.</param>
/// <param name="Column">The column, from 1, in code points: a tab and an emoji are one column each; a byte order mark is none.</param>
public readonly record struct SqlPosition(int Line, int Column)
{
    /// <summary>The place as <c>line:column</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
