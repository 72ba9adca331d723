namespace Confiture.Sql;

/// <summary>One token: the characters of the text from <paramref name="Start"/> up to <paramref name="End"/>, in UTF-16 units.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End)
{
    public bool IsTrivia => Kind is SqlTokenKind.Space or SqlTokenKind.Comment or SqlTokenKind.Data;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, End - Start);

    /// <summary>Whether the token is the unquoted <paramref name="word"/>, in any case of its ASCII letters.</summary>
    public bool Is(string text, string word) =>
        Kind == SqlTokenKind.Word && End - Start == word.Length && In(text).Equals(word, StringComparison.OrdinalIgnoreCase);
}
