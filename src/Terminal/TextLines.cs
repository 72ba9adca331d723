using System.Globalization;
using System.Text;

namespace Terminal;

/// <summary>Breaks text between words.</summary>
public static class TextLines
{
    /// <summary>The columns of a text of one line: its letters as people count them.</summary>
    public static int WidthOf(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>The text in lines of at most so many columns; a word that is longer has a line to itself.</summary>
    /// <param name="text">A text of one line.</param>
    /// <param name="width">The columns; at least 1.</param>
    public static IEnumerable<string> Of(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (line, length) = (new StringBuilder(), 0);
        foreach (var word in text.Split(' '))
        {
            var wordLength = new StringInfo(word).LengthInTextElements;
            if (length > 0 && length + 1 + wordLength > width)
            {
                yield return line.ToString();
                line.Clear();
                length = 0;
            }
            else if (length > 0)
            {
                line.Append(' ');
                length++;
            }

            line.Append(word);
            length += wordLength;
        }

        yield return line.ToString();
    }
}
