namespace Confiture.Sql;

/// <summary>The tokens between quotes.</summary>
internal sealed partial class SqlLexer
{
    /// <summary>Reads a string in which only a doubled quote is special, from <paramref name="prefix"/> characters after its start.</summary>
    private SqlTokenKind StandardString(int prefix)
    {
        var start = at;
        at += prefix;
        do
        {
            SkipPast('\'', start, "Unterminated string.", "Write the missing single quote; a single quote inside a string is written twice.");
        }
        while (Continues());
        return SqlTokenKind.String;
    }

    private SqlTokenKind EscapeString()
    {
        var start = at;
        at += 2;
        do
        {
            SkipEscaped(start);
        }
        while (Continues());
        return SqlTokenKind.String;
    }

    private SqlTokenKind QuotedIdentifier(int prefix)
    {
        var start = at;
        at += prefix;
        SkipPast('"', start, "This quoted identifier does not end.", "Write the missing double quote; a double quote inside an identifier is written twice.");
        return SqlTokenKind.QuotedIdentifier;
    }

    /// <summary>Moves past the closing quote; a doubled one is not closing.</summary>
    private void SkipPast(char quote, int start, string reason, string fix)
    {
        while (true)
        {
            var length = text.AsSpan(at).IndexOf(quote);
            if (length < 0)
                throw source.Error(start, reason, fix);
            at += length + 1;
            if (!Follows(0, quote))
                return;
            at++;
        }
    }

    private void SkipEscaped(int start)
    {
        while (true)
        {
            var length = text.AsSpan(at).IndexOfAny(SqlCharacters.QuoteOrBackslash);
            var found = length < 0 ? text.Length : at + length;
            if (found == text.Length || (text[found] == '\\' && found + 1 == text.Length))
                throw source.Error(start, "Unterminated string.", "Write the missing single quote; in an E'' string, a backslash also escapes a quote.");
            at = found + 1;
            if (text[found] == '\'' && !Follows(0, '\''))
                return;
            at++;
        }
    }

    /// <summary>
    /// A string goes on after its closing quote, in the same mode, when the next quote is apart by space that holds at least one
    /// line end; line comments may be between, block comments may not. Then this moves past that quote.
    /// </summary>
    private bool Continues()
    {
        var newLine = false;
        for (var at = this.at; at < text.Length;)
        {
            var c = text[at];
            if (c == '\'' && newLine)
            {
                this.at = at + 1;
                return true;
            }

            if (c == '-' && at + 1 < text.Length && text[at + 1] == '-')
                at = EndOfLine(at);
            else if (SqlCharacters.IsSpace(c))
                at++;
            else
                return false;
            newLine |= c is '\n' or '\r';
        }

        return false;
    }

    /// <summary>Reads a dollar quote, a parameter, or a dollar sign alone, which no statement contains.</summary>
    private SqlTokenKind Dollar()
    {
        if (DigitFollows(1))
        {
            do
            {
                at++;
            }
            while (DigitFollows(0));
            return SqlTokenKind.Parameter;
        }

        var end = EndOfTag(at + 1);
        if (end == text.Length || text[end] != '$')
            return Single(SqlTokenKind.Other);
        var delimiter = text.AsSpan(at, end + 1 - at);
        var length = text.AsSpan(end + 1).IndexOf(delimiter);
        if (length < 0)
            throw source.Error(at, $"Unterminated dollar quote: there is no second {delimiter}.", "Write the same tag at the end; it is case-sensitive.");
        at = end + 1 + length + delimiter.Length;
        return SqlTokenKind.String;
    }

    private int EndOfTag(int from)
    {
        if (from == text.Length || !SqlCharacters.IsWordStart(text[from]))
            return from;
        var length = text.AsSpan(from).IndexOfAny(SqlCharacters.NotTag);
        return length < 0 ? text.Length : from + length;
    }
}
