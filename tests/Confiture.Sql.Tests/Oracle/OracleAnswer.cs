using System.Text.Json;

namespace Confiture.Sql.Tests;

/// <summary>A run of characters, from <paramref name="Start"/> up to <paramref name="End"/>, in UTF-16 units of the text.</summary>
internal readonly record struct Span(int Start, int End);

/// <summary>What PostgreSQL's parser says of a text. A list is null where its error says why.</summary>
/// <param name="Statements">From the first character of each statement up to its semicolon or the end of the text.</param>
/// <param name="Tokens">Every token and comment. A string with continuation lines is several tokens here.</param>
internal sealed record OracleAnswer(IReadOnlyList<Span>? Statements, string? StatementsError, IReadOnlyList<Span>? Tokens, string? TokensError)
{
    public static OracleAnswer Read(JsonElement json, string text)
    {
        var offsets = Utf16Offsets(text);
        return new OracleAnswer(
            Spans(json.GetProperty("statements"), offsets), json.GetProperty("statements").GetProperty("error").GetString(),
            Spans(json.GetProperty("tokens"), offsets), json.GetProperty("tokens").GetProperty("error").GetString());
    }

    private static List<Span>? Spans(JsonElement list, List<int> offsets) =>
        list.GetProperty("value") is not { ValueKind: JsonValueKind.Array } value
            ? null
            : [.. value.EnumerateArray()
                .Select(e => new Span(offsets[e[0].GetInt32()], e[1].ValueKind == JsonValueKind.Null ? offsets[^1] : offsets[e[1].GetInt32()]))];

    /// <summary>For each byte of the text after its byte order mark, the character that it belongs to; last the end.</summary>
    private static List<int> Utf16Offsets(string text)
    {
        var offsets = new List<int>(text.Length + 1);
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        foreach (var rune in text[at..].EnumerateRunes())
        {
            offsets.AddRange(Enumerable.Repeat(at, rune.Utf8SequenceLength));
            at += rune.Utf16SequenceLength;
        }

        offsets.Add(at);
        return offsets;
    }
}
