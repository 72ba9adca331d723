namespace Confiture.Sql;

/// <summary>Finds the comments addressed to Confiture while the statements are split, so that each token is visited once.</summary>
internal sealed class DirectiveReader(string text)
{
    private readonly List<SqlDirective> found = [];
    private readonly List<(string Text, int Start)> waiting = [];

    // The last token that is code, but for what only separates: a comment behind a comma is about what stands before it.
    private int code = -1;
    private int last = -1;

    /// <summary>Takes the next token of the text.</summary>
    public void Add(SqlToken token)
    {
        if (token.Kind == SqlTokenKind.Comment && SqlDirective.TextOf(token.In(text)) is { } words)
        {
            if (last >= 0 && text.AsSpan(last, token.Start - last).IndexOfAny('\n', '\r') < 0)
                found.Add(new SqlDirective(words, token.Start, code));
            else
                waiting.Add((words, token.Start));
        }

        if (token.IsTrivia)
            return;
        last = token.Start;
        if (token.Kind is SqlTokenKind.Semicolon or SqlTokenKind.End || (token.Kind == SqlTokenKind.Other && token.In(text) is ","))
            return;
        code = token.Start;
        Settle(token.Start);
    }

    /// <summary>All directives, in the order of the text.</summary>
    public IReadOnlyList<SqlDirective> End()
    {
        Settle(text.Length);
        return found.Count == 0 ? [] : [.. found.OrderBy(d => d.Start)];
    }

    private void Settle(int about)
    {
        foreach (var (words, start) in waiting)
            found.Add(new SqlDirective(words, start, about));
        waiting.Clear();
    }
}
