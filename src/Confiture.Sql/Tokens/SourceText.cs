namespace Confiture.Sql;

/// <summary>A named text and the table of its lines, which is made when the first position is asked for.</summary>
internal sealed class SourceText(string name, string text, List<SqlSyntaxException>? faults = null)
{
    private readonly List<(int Start, int End)> data = [];
    private int[]? lineStarts;

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

    /// <summary>The places of rows that belong to a COPY and are no SQL, in order; known as far as the text has been cut into statements.</summary>
    public IReadOnlyList<(int Start, int End)> Data => data;

    /// <summary>The index in <see cref="Data"/> of the first place that does not begin before an offset.</summary>
    public int DataAfter(int offset)
    {
        var (low, high) = (0, data.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = data[middle].Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Marks rows as data. Their last line is <c>\.</c>, as in psql; they begin on the line after the statement's semicolon.</summary>
    /// <param name="statement">Where the COPY begins.</param>
    /// <param name="semicolon">The offset after its semicolon.</param>
    /// <returns>The rows, without the line that ends them.</returns>
    /// <exception cref="SqlSyntaxException">Something else follows on the semicolon's line, or the rows do not end.</exception>
    public string MarkData(int statement, int semicolon)
    {
        var rest = LineAt(semicolon, out var start).Trim();
        if (rest.Length > 0 && !rest.StartsWith("--"))
        {
            throw Error(statement, "The rows of COPY ... FROM STDIN begin on the line after its semicolon, but more text follows on that line.",
                "Begin a new line after the semicolon, and write the next statement after the line \\. that ends the rows.");
        }

        for (var at = start; at < Text.Length;)
        {
            var line = LineAt(at, out var next);
            if (line is "\\.")
            {
                data.Add((start, at + line.Length));
                return Text[start..at];
            }

            at = next;
        }

        throw Error(statement, "The rows of COPY ... FROM STDIN are not terminated.",
            "Write a line that contains only \\. after the last row, as pg_dump does.");
    }

    public SqlSyntaxException Error(int offset, string reason, string fix) => new(Name, PositionOf(offset), reason, fix);

    public SqlPosition PositionOf(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Text.Length);
        var starts = lineStarts ??= LineStarts(Text);
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

    /// <summary>A line from an offset on, without its end, and where the next one begins. A carriage return alone ends no line of data.</summary>
    private ReadOnlySpan<char> LineAt(int offset, out int next)
    {
        var length = Text.AsSpan(offset).IndexOf('\n');
        next = length < 0 ? Text.Length : offset + length + 1;
        var line = Text.AsSpan(offset, (length < 0 ? Text.Length : offset + length) - offset);
        return line.EndsWith("\r") ? line[..^1] : line;
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
