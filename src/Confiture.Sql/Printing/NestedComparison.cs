namespace Confiture.Sql;

/// <summary>
/// BETWEEN and comparisons of rows become two comparisons and AND, and stand as one operand where more conditions follow. Read back, the
/// operands of both become one list; so they are written as what they were.
/// </summary>
internal static class NestedComparison
{
    /// <summary>The edit at an opening parenthesis; null when there is nothing of the kind.</summary>
    internal static (int Start, int End, string Text)? At(string sql, List<SqlToken> tokens, int open)
    {
        if (tokens[open].Kind != SqlTokenKind.Open || open + 1 >= tokens.Count || tokens[open + 1].Kind != SqlTokenKind.Open) return null;
        var end = ServerPrint.Closing(sql, tokens, open);
        if (end < 0 || end + 1 >= tokens.Count || WordAt(sql, tokens[end + 1]) is not { } word
            || Operands(sql, tokens, open, end, word) is not { Count: > 1 } operands)
        {
            return null;
        }

        return Written(operands, word) is { } text ? (tokens[open].Start, tokens[end].End, $"({text})") : null;
    }

    private static string? Written(List<(string Left, string Operator, string Right)> operands, string word)
    {
        var operators = operands.Select(o => o.Operator).Distinct(StringComparer.Ordinal).ToList();
        if (operands is [var low, var high] && low.Left == high.Left && (word, low.Operator, high.Operator) is ("AND", ">=", "<=") or ("OR", "<", ">"))
            return $"{low.Left} {(word == "OR" ? "NOT " : string.Empty)}BETWEEN {low.Right} AND {high.Right}";
        return (word, operators) is ("AND", ["="]) or ("OR", ["<>"])
            ? $"ROW({string.Join(", ", operands.Select(o => o.Left))}) {operators[0]} ROW({string.Join(", ", operands.Select(o => o.Right))})"
            : null;
    }

    // The comparisons between the parentheses, when there is nothing else.
    private static List<(string Left, string Operator, string Right)>? Operands(string sql, List<SqlToken> tokens, int open, int end, string word)
    {
        List<(string, string, string)> operands = [];
        for (var at = open + 1; at < end;)
        {
            var close = tokens[at].Kind == SqlTokenKind.Open ? ServerPrint.Closing(sql, tokens, at) : -1;
            if (close < 0 || Comparison(sql, tokens, at, close) is not { } comparison) return null;
            operands.Add(comparison);
            if (close + 1 == end) return operands;
            if (WordAt(sql, tokens[close + 1]) != word) return null;
            at = close + 2;
        }

        return null;
    }

    private static (string Left, string Operator, string Right)? Comparison(string sql, List<SqlToken> tokens, int open, int close)
    {
        var (depth, found) = (0, -1);
        for (var i = open + 1; i < close; i++)
        {
            var text = tokens[i].In(sql);
            if (text is "(" or "[") depth++;
            else if (text is ")" or "]") depth--;
            else if (depth == 0 && WordAt(sql, tokens[i]) is not null) return null;
            else if (depth == 0 && text is "=" or "<>" or "<" or ">" or "<=" or ">=") found = found < 0 ? i : close;
        }

        return found <= open + 1 || found >= close - 1 ? null
            : (sql[tokens[open + 1].Start..tokens[found - 1].End], tokens[found].In(sql).ToString(), sql[tokens[found + 1].Start..tokens[close - 1].End]);
    }

    private static string? WordAt(string sql, SqlToken token) => token.Is(sql, "AND") ? "AND" : token.Is(sql, "OR") ? "OR" : null;
}
