using System.Text;
using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>
/// A command in a configuration file: a list, or one text that is split at its spaces. No shell is involved, and what only a shell knows is refused.
/// </summary>
internal static class ArgumentVector
{
    private const string Instead = "no shell is involved; write the program and its arguments alone, or call a shell: [sh, -c, \"...\"]";

    /// <summary>Reads a command; empty after a mistake, or when it is missing.</summary>
    public static IReadOnlyList<string> Read(ConfigurationMap map, string key)
    {
        var words = map.TextList(key);
        return words is [var text] ? Split(text, mistake => map.Mistake(key, $"`{key}` {mistake}", Instead)) : words;
    }

    /// <summary>Splits a text into words: at spaces, except between quotes; a backslash keeps the next character.</summary>
    /// <param name="mistake">Called with what is wrong; the result is then empty.</param>
    public static IReadOnlyList<string> Split(string text, Action<string> mistake)
    {
        List<string> words = [];
        StringBuilder? word = null;
        var quote = '\0';
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quote == '\0' && (c is '|' or ';' or '<' or '>' or '`' || IsForShell(text, at)))
            {
                mistake($"contains `{c}`, which only a shell knows");
                return [];
            }

            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (word is not null) words.Add(word.ToString());
                word = null;
                continue;
            }

            word ??= new();
            if (c == '\\' && quote != '\'' && at + 1 < text.Length) word.Append(text[++at]);
            else if (quote != '\0' ? c == quote : c is '"' or '\'') quote = quote == '\0' ? c : '\0';
            else word.Append(c);
        }

        if (word is not null) words.Add(word.ToString());
        if (quote == '\0' && words.Count > 0) return words;
        mistake(quote == '\0' ? "is empty" : $"has no closing {quote}");
        return [];
    }

    // `$NAME`, `$(...)`, a lone `&` and `&&`; an `&` inside a word belongs to a URL.
    private static bool IsForShell(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            '$' => char.IsAsciiLetter(next) || next is '(' or '_' or '{',
            '&' => char.IsWhiteSpace(next) || next == '&',
            _ => false,
        };
    }
}
