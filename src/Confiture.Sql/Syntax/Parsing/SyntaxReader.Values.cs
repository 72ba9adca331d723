using System.Globalization;

namespace Confiture.Sql.Syntax;

/// <summary>Strings, numbers and options.</summary>
internal abstract partial class SyntaxReader
{
    private static readonly StringConstant NoString = new("", default);

    protected bool IsString => Kind() == SqlTokenKind.String;

    protected StringConstant String()
    {
        if (!IsString)
            return Fail(NoString);
        var token = Peek();
        Skip(1);
        var (content, start) = StringContent.Read(Text, token.Start, token.End);
        if (Text[token.Start] is 'u' or 'U')
            content = StringContent.Unicode(content, Escape()) ?? Fail("");
        return new StringConstant(content, From(token.Start)) { ContentStart = start };
    }

    protected StringConstant? StringIfAny() => IsString ? String() : null;

    /// <summary>A string or NULL.</summary>
    protected StringConstant? StringOrNull() => Accept("NULL") ? null : String();

    protected int Integer()
    {
        var negative = Accept("-");
        if (!negative)
            Accept("+");
        return Number() is { } number && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? (negative ? -value : value)
            : Fail(0);
    }

    /// <summary>A number with its sign, as written.</summary>
    protected string SignedNumber()
    {
        var sign = Accept("-") ? "-" : "";
        if (sign.Length == 0)
            Accept("+");
        return sign + (Number() ?? Fail(""));
    }

    private string? Number()
    {
        if (Kind() != SqlTokenKind.Number)
            return null;
        var token = Peek();
        Skip(1);
        return Text[token.Start..token.End];
    }

    /// <summary><c>(name = value, space.name, ...)</c>; never empty.</summary>
    protected List<SqlOption> Options() => Enclosed(Option);

    protected IReadOnlyList<SqlOption> OptionsIfAny() => EnclosedIfAny(Option);

    /// <summary>WITH and options in parentheses, if they follow.</summary>
    protected IReadOnlyList<SqlOption> WithOptions() => Is("WITH", "(") && Skip(1) ? Options() : [];

    private SqlOption Option()
    {
        var start = Here;
        var name = Label().Text;
        if (Accept("."))
            name = $"{name}.{Label().Text}";
        var value = Accept("=") ? OptionValue() : null;
        return new SqlOption(name, value, From(start));
    }

    /// <summary><c>(NAME value, ...)</c> without equals signs, as in EXPLAIN and COPY.</summary>
    protected List<SqlOption> WordOptions() => Enclosed(WordOption);

    private SqlOption WordOption()
    {
        var start = Here;
        var name = Label().Text;
        return new SqlOption(name, IsAny(",", ")") ? null : OptionValue(), From(start));
    }

    /// <summary>Everything up to the next comma or the end of the list; a single string without its quotes.</summary>
    private string OptionValue()
    {
        var start = Here;
        if (IsString && (Is(",", 1) || Is(")", 1)))
            return String().Text;
        if (AtEnd || IsAny(",", ")"))
            return Fail("");
        while (!AtEnd && !IsAny(",", ")"))
        {
            if (IsAny("(", "["))
                SkipEnclosed();
            else
                Skip(1);
        }

        return Failed ? "" : From(start).In(Text);
    }

    /// <summary><c>OPTIONS (name 'value', ADD name 'value', SET name 'value', DROP name)</c>, if it follows.</summary>
    protected IReadOnlyList<SqlOption> ForeignOptions() => Accept("OPTIONS") ? Enclosed(ForeignOption) : [];

    private SqlOption ForeignOption()
    {
        var start = Here;
        var change = IsWord(1) ? OneOf("ADD", "SET", "DROP") : null;
        var name = Label().Text;
        var value = change == "DROP" ? null : String().Text;
        return new SqlOption(name, value, From(start)) { Change = change };
    }

    /// <summary>True for what is deferrable, initially deferred, and so on; nothing is read twice.</summary>
    protected (bool? Deferrable, bool? InitiallyDeferred) Deferral()
    {
        bool? deferrable = null, deferred = null;
        while (true)
        {
            if (deferrable is null && Accept("NOT", "DEFERRABLE"))
                deferrable = false;
            else if (deferrable is null && Accept("DEFERRABLE"))
                deferrable = true;
            else if (deferred is null && Accept("INITIALLY", "DEFERRED"))
                deferred = true;
            else if (deferred is null && Accept("INITIALLY", "IMMEDIATE"))
                deferred = false;
            else
                return (deferrable, deferred);
        }
    }
}
