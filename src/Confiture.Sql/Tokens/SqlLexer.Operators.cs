namespace Confiture.Sql;

/// <summary>Operators and numbers.</summary>
internal sealed partial class SqlLexer
{
    // What is known of the run of operator characters that ends at _runEnd. A run can be many tokens ("+-+-+-"), and looking
    // through the whole of it for each of them would take quadratic time.
    private int _runEnd;
    private int _runLastRich;
    private int _runLastNotSign;

    /// <summary>
    /// Reads one operator. A comment mark ends the run; an operator of more than one character ends in + or - only if it has one of
    /// the rich characters before that, so <c>=-1</c> is an equals sign and a negative number.
    /// </summary>
    private SqlTokenKind Operator()
    {
        var start = _at;
        if (start >= _runEnd)
            ScanRun(start);
        if (_runLastRich >= start)
            _at = _runEnd;
        else
            _at = Math.Max(_runLastNotSign, start) + 1;
        return SqlTokenKind.Operator;
    }

    private void ScanRun(int start)
    {
        _runLastRich = _runLastNotSign = -1;
        for (_runEnd = start; _runEnd < _text.Length; _runEnd++)
        {
            var c = _text[_runEnd];
            var next = _runEnd + 1 < _text.Length ? _text[_runEnd + 1] : '\0';
            if (!SqlCharacters.IsOperator(c) || (c == '-' && next == '-') || (c == '/' && next == '*'))
                return;
            if (!SqlCharacters.IsPlainOperator(c))
                _runLastRich = _runEnd;
            if (c is not ('+' or '-'))
                _runLastNotSign = _runEnd;
        }
    }

    private SqlTokenKind Number()
    {
        if (_text[_at] == '0' && _at + 1 < _text.Length && Radix(_text[_at + 1]) is { } belongs && EndOfDigits(_at + 2, belongs) is var end && end > _at + 2)
        {
            _at = end;
            return SqlTokenKind.Number;
        }

        _at = EndOfDigits(_at, char.IsAsciiDigit);
        // Two dots after a number are the range of a loop in PL/pgSQL.
        if (Follows(0, '.') && !Follows(1, '.'))
            _at = EndOfDigits(_at + 1, char.IsAsciiDigit);
        if (Follows(0, 'e') || Follows(0, 'E'))
        {
            var sign = Follows(1, '+') || Follows(1, '-') ? 1 : 0;
            if (DigitFollows(1 + sign))
                _at = EndOfDigits(_at + 1 + sign, char.IsAsciiDigit);
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
        while (at < _text.Length && (belongs(_text[at]) || (_text[at] == '_' && at + 1 < _text.Length && belongs(_text[at + 1]))))
            at++;
        return at;
    }
}
