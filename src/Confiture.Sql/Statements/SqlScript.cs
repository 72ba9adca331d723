namespace Confiture.Sql;

/// <summary>
/// A text of SQL statements, cut where PostgreSQL's own grammar cuts it. It is read as a server with
/// <c>standard_conforming_strings = on</c> reads it, so the connection that runs the statements has that setting. A SET statement that
/// changes it is refused, because the strings after it would end elsewhere; a function that changes it while it runs is not seen.
/// </summary>
public sealed class SqlScript
{
    private readonly SourceText source;
    private readonly IReadOnlyList<SqlDirective> byPlace;

    private SqlScript(SourceText source, StatementSplitter splitter)
    {
        this.source = source;
        Pieces = splitter.Pieces;
        Statements = splitter.Statements;
        Directives = splitter.Directives;
        byPlace = Directives.Count == 0 ? [] : [.. Directives.OrderBy(d => d.About)];
    }

    /// <summary>The name of the script for messages, usually a file name.</summary>
    public string Name => source.Name;

    /// <summary>The whole text.</summary>
    public string Text => source.Text;

    /// <summary>Every character of the text, in order: the pieces joined are the text.</summary>
    public IReadOnlyList<SqlPiece> Pieces { get; }

    /// <summary>The statements in order; empty ones, as in <c>;;</c>, are none.</summary>
    public IReadOnlyList<SqlStatement> Statements { get; }

    /// <summary>The errors in the text, in order; always empty except for <see cref="ParseWithFaults"/>.</summary>
    public IReadOnlyList<SqlSyntaxException> Faults => source.Faults ?? [];

    /// <summary>Cuts a text into statements in one pass; the time grows linearly with the length.</summary>
    /// <param name="name">The name of the script for messages, usually a file name.</param>
    /// <param name="text">The text, with or without a byte order mark.</param>
    /// <exception cref="SqlSyntaxException">A quote or comment does not end, or the text holds what only psql understands.</exception>
    public static SqlScript Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        return Cut(new SourceText(name, text));
    }

    /// <summary>
    /// As <see cref="Parse"/>, for those who look at statements and send none: a mistake is among <see cref="Faults"/> and ends nothing but
    /// what cannot be read. A psql command and the data after COPY are skipped; an unterminated quote swallows the rest.
    /// </summary>
    /// <param name="name">The name of the script for messages, usually a file name.</param>
    /// <param name="text">The text, with or without a byte order mark.</param>
    public static SqlScript ParseWithFaults(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        return Cut(new SourceText(name, text, []));
    }

    private static SqlScript Cut(SourceText source)
    {
        var splitter = new StatementSplitter(source);
        splitter.Run();
        return new SqlScript(source, splitter);
    }

    /// <summary>The comments addressed to Confiture, in order.</summary>
    internal IReadOnlyList<SqlDirective> Directives { get; }

    /// <summary>The directives that are about something between two places; found without looking at the others.</summary>
    public IEnumerable<SqlDirective> DirectivesAbout(int start, int length)
    {
        var (low, high) = (0, byPlace.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (byPlace[middle].About < start) low = middle + 1;
            else high = middle;
        }

        for (; low < byPlace.Count && byPlace[low].About < start + length; low++)
            yield return byPlace[low];
    }

    /// <summary>Reads the tokens again, from the first character of one of them.</summary>
    internal SqlLexer LexerAt(int offset) => new(source, offset);

    /// <summary>The line and column of a character.</summary>
    /// <param name="offset">The offset in <see cref="Text"/> in UTF-16 units; the length of the text means its end.</param>
    public SqlPosition PositionOf(int offset) => source.PositionOf(offset);

    /// <summary>The line and column in this script of a place that the server reported in one of its statements.</summary>
    /// <param name="statement">The statement that was sent.</param>
    /// <param name="serverPosition">The server's position: from 1, in code points of the statement's text.
    /// Zero, which means that the server named no place, gives the start.</param>
    public SqlPosition PositionOf(SqlStatement statement, int serverPosition)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var text = statement.Text;
        var at = 0;
        for (var left = serverPosition - 1; left > 0 && at < text.Length; left--)
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return source.PositionOf(statement.Start + at);
    }
}
