namespace Confiture.Project;

/// <summary>One thing that a check asks of one column. The set of types is closed.</summary>
internal abstract record Atom(string Column)
{
    /// <summary>Compared with a constant by <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</summary>
    internal sealed record Bound(string Column, string Sign, string Text) : Atom(Column);

    internal sealed record OneOf(string Column, IReadOnlyList<string> Values) : Atom(Column);

    internal sealed record NoneOf(string Column, IReadOnlyList<string> Values) : Atom(Column);

    /// <summary>The number of characters, bytes or elements, compared with a constant.</summary>
    internal sealed record Length(string Column, string Sign, int Count) : Atom(Column);

    /// <summary>A regular expression of PostgreSQL's.</summary>
    internal sealed record Like(string Column, string Pattern, bool IgnoresCase, bool IsDenied) : Atom(Column);

    internal sealed record Null(string Column, bool IsNull) : Atom(Column);

    /// <summary>Compared with another column.</summary>
    internal sealed record Order(string Column, string Sign, string Other) : Atom(Column);

    /// <summary>All letters in one case.</summary>
    internal sealed record Case(string Column, bool IsUpper) : Atom(Column);

    /// <summary>The same of another column: a check of a domain says it of VALUE.</summary>
    internal Atom Of(string column) => this with { Column = column };
}
