namespace Confiture.Sql;

/// <summary>The kinds of token that PostgreSQL's lexer knows, as far as the end of a statement can depend on them.</summary>
internal enum SqlTokenKind
{
    /// <summary>The end of the text; a token without characters.</summary>
    End,

    /// <summary>Spaces, tabs, line ends, and the byte order mark at the very start.</summary>
    Space,

    /// <summary>A comment of either form; a line comment does not include its line end.</summary>
    Comment,

    /// <summary>The rows that follow <c>COPY ... FROM STDIN;</c>, up to and with the line <c>\.</c> that ends them.</summary>
    Data,

    /// <summary>A keyword or an unquoted identifier.</summary>
    Word,

    /// <summary>A quoted identifier, also in the form <c>U&amp;"..."</c>.</summary>
    QuotedIdentifier,

    /// <summary>A string constant of any form with all its continuation lines.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A parameter such as <c>$1</c>.</summary>
    Parameter,

    /// <summary>One operator.</summary>
    Operator,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>Any other punctuation, and characters that no statement can contain.</summary>
    Other,
}
