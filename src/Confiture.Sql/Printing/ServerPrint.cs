using System.Text;

namespace Confiture.Sql;

/// <summary>
/// The server does not always parse its own printed expressions back to the same expression. Written slightly differently it does, so that
/// it prints the same again.
/// </summary>
public static class ServerPrint
{
    private static readonly string[] Marks = ["ARRAY[", "(VALUES", ")) AND ", ")) OR ", "\r"];

    /// <summary>
    /// Rewrites a statement that holds expressions as the server prints them. Constants and bodies in quotes stay as they are, but for carriage returns, which
    /// become escapes: in a file those are line ends, and mean nothing.
    /// </summary>
    public static string Readable(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        if (!Marks.Any(mark => sql.Contains(mark, StringComparison.Ordinal))) return sql;
        var tokens = TokensOf(sql);
        List<(int Start, int End, string Text)> edits = [];
        for (var i = 1; i < tokens.Count; i++)
        {
            if (CarriageReturn(sql, tokens[i]) is { } constant) edits.Add(constant);
            else if (ArrayUnderCast(sql, tokens, i) is { } array) edits.Add(array);
            else if (BareValues(sql, tokens, i) is { } values) edits.Add(values);
            else if (NestedComparison.At(sql, tokens, i) is { } comparison) edits.Add(comparison);
        }

        var text = new StringBuilder();
        var at = 0;
        foreach (var (start, end, replacement) in edits.OrderBy(e => e.Start))
        {
            if (start < at) continue;
            text.Append(sql, at, start - at).Append(replacement);
            at = end;
        }

        return text.Append(sql, at, sql.Length - at).ToString();
    }

    private static (int, int, string)? CarriageReturn(string sql, SqlToken token)
    {
        if (token.Kind != SqlTokenKind.String || !token.In(sql).Contains('\r')) return null;
        var text = token.In(sql).ToString();
        var escaped = text switch
        {
            ['E' or 'e', '\'', ..] => text,
            ['\'', ..] => $"E{Doubled(text)}",
            ['$', ..] => $"E'{Doubled(text[(text.IndexOf('$', 1) + 1)..text.LastIndexOf('$', text.Length - 2)]).Replace("'", "''", StringComparison.Ordinal)}'",
            _ => null,
        };
        return escaped is null ? null : (token.Start, token.End, escaped.Replace("\r", "\\r", StringComparison.Ordinal));

        static string Doubled(string part) => part.Replace("\\", "\\\\", StringComparison.Ordinal);
    }

    // A cast right behind ARRAY[...] is one of every member. The array's own type between the two keeps it a cast of the array.
    private static (int, int, string)? ArrayUnderCast(string sql, List<SqlToken> tokens, int i)
    {
        if (!tokens[i].Is(sql, "ARRAY") || Text(i + 1) is not "[") return null;
        var end = Closing(sql, tokens, i + 1);
        // Statistics are printed for people, without the parentheses.
        var cast = end + (tokens[i - 1].Kind == SqlTokenKind.Open && end + 1 < tokens.Count && tokens[end + 1].Kind == SqlTokenKind.Close ? 2 : 1);
        if (end < 0 || !Text(cast).StartsWith(':') || TypeOfMember(sql, tokens, i + 2, end) is not { } type) return null;
        return sql.AsSpan(tokens[cast].Start).StartsWith($"::{type}[]", StringComparison.Ordinal) ? null : (tokens[end].End, tokens[end].End, $"::{type}[]");

        string Text(int index) => index < tokens.Count ? tokens[index].In(sql).ToString() : string.Empty;
    }

    private static string? TypeOfMember(string sql, List<SqlToken> tokens, int first, int end)
    {
        var (depth, type) = (0, -1);
        var i = first;
        for (; i < end; i++)
        {
            var text = tokens[i].In(sql);
            if (text is "(" or "[") depth++;
            else if (text is ")" or "]") depth--;
            else if (depth == 0 && text is ",") break;
            else if (depth == 0 && sql.AsSpan(tokens[i].Start).StartsWith("::", StringComparison.Ordinal)) type = tokens[i].Start + 2;
        }

        if (type < 0) return null;
        var written = sql[type..tokens[i - 1].End].TrimStart(':');
        var modifier = written.IndexOf('(', StringComparison.Ordinal);
        return modifier < 0 ? written : written.Remove(modifier, written.IndexOf(')', modifier) + 1 - modifier);
    }

    // Standalone VALUES is printed as a query over itself; if it was written that way, a space precedes the word.
    private static (int, int, string)? BareValues(string sql, List<SqlToken> tokens, int i)
    {
        const string Alias = "\"*VALUES*\"";
        if (i + 1 >= tokens.Count || tokens[i].Kind != SqlTokenKind.Open || !tokens[i + 1].Is(sql, "VALUES") || tokens[i + 1].Start != tokens[i].End
            || !tokens[i - 1].Is(sql, "FROM"))
        {
            return null;
        }

        var end = Closing(sql, tokens, i);
        if (end < 0 || end + 1 >= tokens.Count || !tokens[end + 1].In(sql).SequenceEqual(Alias)) return null;
        var select = i - 1;
        while (select >= 0 && !tokens[select].Is(sql, "SELECT")) select--;
        return select < 0 || !tokens[select + 1].In(sql).SequenceEqual(Alias)
            ? null
            : (tokens[select].Start, tokens[end + 1].End, sql[tokens[i + 1].Start..tokens[end].Start]);
    }

    internal static int Closing(string sql, List<SqlToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            var text = tokens[i].In(sql);
            if (text is "(" or "[") depth++;
            else if (text is ")" or "]" && --depth == 0) return i;
        }

        return -1;
    }

    private static List<SqlToken> TokensOf(string sql)
    {
        var lexer = new SqlLexer(new SourceText("statement", sql));
        List<SqlToken> tokens = [];
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.End; token = lexer.Next())
        {
            if (!token.IsTrivia) tokens.Add(token);
        }

        return tokens;
    }
}
