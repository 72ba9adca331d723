namespace Architecture.Tests;

/// <summary>C# text in which the contents of comments, strings and characters are blank, so that every brace left is one of the code.
/// Line breaks stay.</summary>
internal sealed class SourceCode
{
    private readonly string text;
    private readonly char[] code;
    private int at;

    private SourceCode(string text)
    {
        this.text = text;
        code = text.ToCharArray();
    }

    public static string WithoutTexts(string text)
    {
        var source = new SourceCode(text);
        source.ReadCode(insideHole: false);
        return new string(source.code);
    }

    private char Current => at < text.Length ? text[at] : '\0';

    private bool Is(string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    // Ends behind the brace that closes a hole of an interpolated string, or at the end of the text.
    private void ReadCode(bool insideHole)
    {
        for (var depth = 0; at < text.Length;)
        {
            if (Is("//"))
            {
                BlankUntil("\n");
            }
            else if (Is("/*"))
            {
                BlankUntil("*/");
            }
            else if (Current == '\'')
            {
                Character();
            }
            else if (Current is '"' or '$' or '@' && StartsString())
            {
                String();
            }
            else
            {
                if (Current == '{') depth++;
                if (Current == '}' && depth-- == 0 && insideHole)
                {
                    Blank();
                    return;
                }

                if (insideHole) Blank();
                else at++;
            }
        }
    }

    private bool StartsString()
    {
        var next = at;
        while (next < text.Length && text[next] is '$' or '@') next++;
        return next < text.Length && text[next] == '"';
    }

    private void String()
    {
        var (dollars, verbatim) = (0, false);
        for (; Current is '$' or '@'; Blank())
        {
            if (Current == '$') dollars++;
            else verbatim = true;
        }

        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"') quotes++;
        if (quotes >= 3 && !verbatim) Raw(new string('"', quotes));
        else Quoted(dollars > 0, verbatim);
    }

    // Holes of raw strings hold no raw strings here, so the closing quotes are the first ones.
    private void Raw(string quotes)
    {
        for (var i = 0; i < quotes.Length; i++) Blank();
        BlankUntil(quotes);
    }

    private void Quoted(bool interpolated, bool verbatim)
    {
        Blank();
        while (at < text.Length)
        {
            if (Is("\\") && !verbatim)
            {
                Blank(2);
            }
            else if (verbatim && Is("\"\""))
            {
                Blank(2);
            }
            else if (interpolated && (Is("{{") || Is("}}")))
            {
                Blank(2);
            }
            else if (interpolated && Current == '{')
            {
                Blank();
                ReadCode(insideHole: true);
            }
            else
            {
                var end = Current == '"';
                Blank();
                if (end) return;
            }
        }
    }

    private void Character()
    {
        Blank();
        while (at < text.Length && Current != '\'') Blank(Current == '\\' ? 2 : 1);
        Blank();
    }

    private void BlankUntil(string end)
    {
        while (at < text.Length && !Is(end)) Blank();
        Blank(end.Length);
    }

    private void Blank(int count = 1)
    {
        for (; count > 0 && at < text.Length; count--, at++)
        {
            if (code[at] != '\n') code[at] = ' ';
        }
    }
}
