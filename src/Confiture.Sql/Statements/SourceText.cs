namespace Confiture.Sql;

/// <summary>A named text and the table of its lines, which is made when the first position is asked for.</summary>
internal sealed class SourceText(string name, string text, List<SqlSyntaxException>? faults = null)
{
    private int[]? _lineStarts;

    public string Name { get; } = name;

    public string Text { get; } = text;

    /// <summary>The mistakes so far, where they end nothing; null where the first one is thrown.</summary>
    public List<SqlSyntaxException>? Faults { get; } = faults;

    /// <summary>Throws a mistake, or notes it.</summary>
    public void Refuse(int offset, string reason, string fix)
    {
        var error = Error(offset, reason, fix);
        if (Faults is null)
            throw error;
        Faults.Add(error);
    }

    public SqlSyntaxException Error(int offset, string reason, string fix) => new(Name, PositionOf(offset), reason, fix);

    public SqlPosition PositionOf(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Text.Length);
        var starts = _lineStarts ??= LineStarts(Text);
        var found = Array.BinarySearch(starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = starts[line];
        if (start == 0 && offset > 0 && Text[0] == SqlCharacters.ByteOrderMark)
            start = 1;
        return new SqlPosition(line + 1, CodePoints(Text.AsSpan(start, Math.Max(0, offset - start))) + 1);
    }

    /// <summary>The number of code points; half of a surrogate pair alone counts as one.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\ud800', '\udfff'))
            return text.Length;
        var pairs = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
                pairs++;
        }

        return text.Length - pairs;
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; ;)
        {
            var next = text.AsSpan(at).IndexOfAny(SqlCharacters.LineEnd);
            if (next < 0)
                return [.. starts];
            at += next + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
                at++;
            starts.Add(at);
        }
    }
}
