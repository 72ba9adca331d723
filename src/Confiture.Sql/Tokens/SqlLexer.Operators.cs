namespace Confiture.Sql;

/// <summary>Operators and numbers.</summary>
internal sealed partial class SqlLexer
{
    // What is known of the run of operator characters that ends at runEnd. A run can be many tokens ("+-+-+-"), and looking
    // through the whole of it for each of them would take quadratic time.
    private int runEnd;
    private int runLastRich;
    private int runLastNotSign;

    /// <summary>
    /// Reads one operator. A comment mark ends the run; an operator of more than one character ends in + or - only if it has one of
    /// the rich characters before that, so <c>=-1</c> is an equals sign and a negative number.
    /// </summary>
    private SqlTokenKind Operator()
    {
        var start = at;
        if (start >= runEnd)
            ScanRun(start);
        if (runLastRich >= start)
            at = runEnd;
        else
            at = Math.Max(runLastNotSign, start) + 1;
        return SqlTokenKind.Operator;
    }

    private void ScanRun(int start)
    {
        runLastRich = runLastNotSign = -1;
        for (runEnd = start; runEnd < text.Length; runEnd++)
        {
            var c = text[runEnd];
            var next = runEnd + 1 < text.Length ? text[runEnd + 1] : '\0';
            if (!SqlCharacters.IsOperator(c) || (c == '-' && next == '-') || (c == '/' && next == '*'))
                return;
            if (!SqlCharacters.IsPlainOperator(c))
                runLastRich = runEnd;
            if (c is not ('+' or '-'))
                runLastNotSign = runEnd;
        }
    }

    private SqlTokenKind Number()
    {
        if (text[at] == '0' && at + 1 < text.Length && Radix(text[at + 1]) is { } belongs && EndOfDigits(at + 2, belongs) is var end && end > at + 2)
        {
            at = end;
            return SqlTokenKind.Number;
        }

        at = EndOfDigits(at, char.IsAsciiDigit);
        // Two dots after a number are the range of a loop in PL/pgSQL.
        if (Follows(0, '.') && !Follows(1, '.'))
            at = EndOfDigits(at + 1, char.IsAsciiDigit);
        if (Follows(0, 'e') || Follows(0, 'E'))
        {
            var sign = Follows(1, '+') || Follows(1, '-') ? 1 : 0;
            if (DigitFollows(1 + sign))
                at = EndOfDigits(at + 1 + sign, char.IsAsciiDigit);
        }

        return SqlTokenKind.Number;
    }

    private static Func<char, bool>? Radix(char mark) => mark switch
    {
        'x' or 'X' => char.IsAsciiHexDigit,
        'o' or 'O' => static c => c is >= '0' and <= '7',
        'b' or 'B' => static c => c is '0' or '1',
        _ => null,
    };

    /// <summary>The end of a run of digits with single underscores between them.</summary>
    private int EndOfDigits(int at, Func<char, bool> belongs)
    {
        while (at < text.Length && (belongs(text[at]) || (text[at] == '_' && at + 1 < text.Length && belongs(text[at + 1]))))
            at++;
        return at;
    }
}
