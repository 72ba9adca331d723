using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>A method, from the first line of its signature to its last line.</summary>
internal sealed record MethodSpan(string Signature, int FirstLine, int Lines);

/// <summary>Finds methods in C# text by counting braces: good enough to measure them, and it knows every version of the language.</summary>
internal static partial class Methods
{
    public static IReadOnlyList<MethodSpan> In(string text)
    {
        var code = SourceCode.WithoutTexts(text);
        List<MethodSpan> found = [];
        ReadMembers(code, 0, found);
        return found;
    }

    // Reads the members of a namespace or a type; ends behind its closing brace.
    private static int ReadMembers(string code, int at, List<MethodSpan> found)
    {
        for (var start = at; at < code.Length; at++)
        {
            if (code[at] == '}') return at + 1;
            if (code[at] == ';') start = at + 1;
            if (code[at] == '(')
            {
                at = Closing(code, at);
            }
            else if (code[at] == '{' && TypeHeader().IsMatch(code[BehindAttributes(code, start)..at]))
            {
                at = ReadMembers(code, at + 1, found) - 1;
                start = at + 1;
            }
            else if (code[at] == '{' || At(code, at, "=>") || IsAssignment(code, at))
            {
                var end = EndOfBody(code, at);
                if (code[at..end] is ['{' or '=', ..] && !IsAssignment(code, at) && code[start..at].Contains('(', StringComparison.Ordinal))
                    found.Add(Span(code, start, at, end));
                at = end - 1;
                start = end;
            }
        }

        return at;
    }

    private static bool IsAssignment(string code, int at) =>
        code[at] == '=' && !At(code, at, "=>") && !At(code, at, "==") && (at == 0 || code[at - 1] is not ('=' or '!' or '<' or '>'));

    private static bool At(string code, int at, string word) => string.CompareOrdinal(code, at, word, 0, word.Length) == 0;

    // A block ends with its brace; an initialiser and an expression end with the semicolon outside of every bracket.
    private static int EndOfBody(string code, int at)
    {
        if (code[at] == '{') return Closing(code, at) + 1;
        for (; at < code.Length && code[at] != ';'; at++)
        {
            if (code[at] is '{' or '(' or '[') at = Closing(code, at);
        }

        return Math.Min(at + 1, code.Length);
    }

    private static int Closing(string code, int at)
    {
        var depth = 0;
        for (; at < code.Length; at++)
        {
            if (code[at] is '{' or '(' or '[') depth++;
            if (code[at] is '}' or ')' or ']' && --depth == 0) return at;
        }

        return code.Length - 1;
    }

    // The rows of a theory are data and not part of its length.
    private static int BehindAttributes(string code, int at)
    {
        while (at < code.Length && (char.IsWhiteSpace(code[at]) || code[at] == '[')) at = code[at] == '[' ? Closing(code, at) + 1 : at + 1;
        return at;
    }

    private static MethodSpan Span(string code, int start, int body, int end)
    {
        start = BehindAttributes(code, start);
        var first = code.AsSpan(0, start).Count('\n') + 1;
        return new(code[start..body].ReplaceLineEndings(" ").Trim(), first, code.AsSpan(start, end - start).Count('\n') + 1);
    }

    [GeneratedRegex(@"^[^(=]*\b(namespace|class|struct|record|interface|enum|extension)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeHeader();
}
