using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>One fault at one place.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Position">Line and column.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">How bad it is here.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Safer">What to write instead.</param>
public sealed record LintFinding(string File, SqlPosition Position, string Rule, LintSeverity Severity, string Message, string Safer)
{
    /// <summary>By file, then by place, then by rule.</summary>
    public static IComparer<LintFinding> Order { get; } = Comparer<LintFinding>.Create(static (x, y) =>
        string.CompareOrdinal(x.File, y.File) is not 0 and var file ? file
        : x.Position.Line != y.Position.Line ? x.Position.Line.CompareTo(y.Position.Line)
        : x.Position.Column != y.Position.Column ? x.Position.Column.CompareTo(y.Position.Column)
        : string.CompareOrdinal(x.Rule, y.Rule));
}

/// <summary>A finding at a position in a script. A class, because framework code for our structs would be compiled in each run.</summary>
internal sealed record LintMark(SqlSpan At, string Message);

/// <summary>A finding about an object of a schema.</summary>
/// <param name="Object">The object; null when the model does not know its kind.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record SchemaMark(SchemaObject? Object, string Message)
{
    /// <summary>Kind and name of what the model does not know.</summary>
    internal string? Unknown { get; init; }
}
