namespace Confiture.Sql.Syntax;

/// <summary>
/// Names that the body of a routine uses, as far as its text shows them: candidates for what must exist before it. Variables and names
/// of WITH may be among them; what a program puts together while it runs is not.
/// </summary>
/// <param name="Relations">Tables, views and sequences.</param>
/// <param name="Types">Types of casts, declarations and constants.</param>
/// <param name="Functions">Functions and procedures that are called.</param>
/// <param name="Columns">What is written with a dot and can be a column, with what stands before the dot as the schema:
/// a relation, another name of one, or a row.</param>
public sealed record BodyReferences(
    IReadOnlyList<QualifiedName> Relations, IReadOnlyList<QualifiedName> Types, IReadOnlyList<QualifiedName> Functions, IReadOnlyList<QualifiedName> Columns)
{
    // Commands in constants of commands in constants.
    private const int ConstantDepth = 3;

    /// <summary>No names.</summary>
    public static BodyReferences None { get; } = new([], [], [], []);

    /// <summary>Reads the body of a routine, or of DO. Never throws: of a text that is wrong it takes what comes before the mistake.</summary>
    /// <param name="language">The language: <c>sql</c> or <c>plpgsql</c>; of any other nothing is known.</param>
    /// <param name="body">The text between the quotes.</param>
    public static BodyReferences Of(string language, string body)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(body);
        if (language.ToLowerInvariant() is not ("sql" or "plpgsql"))
            return None;
        var names = new BodyNames();
        Read(names, body, ConstantDepth);
        return new BodyReferences([.. names.Relations.Distinct()], [.. names.Types.Distinct()], [.. names.Functions.Distinct()], [.. names.Columns.Distinct()]);
    }

    internal static void Read(BodyNames names, string body, int depth)
    {
        var tokens = new SyntaxTokens();
        tokens.TryRead(new SqlLexer(new SourceText("body", body)), body, body.Length);
        new BodyScan(body, tokens, names, depth).Run();
    }
}

/// <summary>The references found, in the order of the text.</summary>
internal sealed class BodyNames
{
    public List<QualifiedName> Relations { get; } = [];

    public List<QualifiedName> Types { get; } = [];

    public List<QualifiedName> Functions { get; } = [];

    public List<QualifiedName> Columns { get; } = [];
}
