namespace Confiture.Project;

/// <summary>An expression of the catalogs as far as seeds need it. The set of types is closed.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    internal sealed record Column(string Name) : Expression;

    /// <summary>A constant as text, whatever its type; null for NULL.</summary>
    internal sealed record Constant(string? Text) : Expression;

    /// <summary>A function, or an operator by its sign or word.</summary>
    internal sealed record Call(string Name, IReadOnlyList<Expression> Arguments) : Expression
    {
        internal Expression First => Arguments[0];

        internal Expression Second => Arguments[1];
    }
}
