using System.Globalization;
using System.Text;

namespace Terminal;

/// <summary>Makes untrusted text safe to show: what could move the cursor, change colours or reorder a line is written as an escape.</summary>
public static class Printable
{
    /// <summary>The text with control, format and separator characters escaped (<c>\x1b</c>, <c>\u202e</c>); line breaks and tabs stay.</summary>
    public static string Text(string text) => Escaped(text, static c => c is '\n' or '\t');

    /// <summary>As <see cref="Text"/>, and on one line: line breaks are escaped too.</summary>
    public static string Line(string text) => Escaped(text, static _ => false);

    /// <summary>A finished JSON document with what its encoder let through written as JSON escapes; such characters stand inside strings only.</summary>
    internal static string Json(string document) => document.Any(c => c != '\n' && IsHarmful(c))
        ? string.Concat(document.Select(c => c != '\n' && IsHarmful(c) ? $"\\u{(int)c:x4}" : c.ToString()))
        : document;

    private static string Escaped(string text, Func<char, bool> keep)
    {
        // CR LF is a line break and not a return to the start of the line.
        if (keep('\n')) text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!text.Any(c => IsHarmful(c) || char.IsSurrogate(c))) return text;
        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogatePair(text, i)) result.Append(c).Append(text[++i]);
            else if (!(IsHarmful(c) || char.IsSurrogate(c)) || keep(c)) result.Append(c);
            else result.Append(Escape(c));
        }

        return result.ToString();
    }

    private static bool IsHarmful(char c) => char.IsControl(c)
        || (c > 0x7F && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Escape(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        <= '\xFF' => $"\\x{(int)c:x2}",
        _ => $"\\u{(int)c:x4}",
    };
}
