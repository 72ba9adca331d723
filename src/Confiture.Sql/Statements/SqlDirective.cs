namespace Confiture.Sql;

/// <summary>A comment addressed to Confiture: <c>-- confiture: renamed from x</c>.</summary>
/// <param name="Text">What follows the colon, without space around it.</param>
/// <param name="Start">The offset of the comment in the script, in UTF-16 units.</param>
/// <param name="About">An offset in what the comment is about: the code before it on its line or, when it has a line of its own, the code after it.
/// The length of the text when there is none.</param>
public sealed record SqlDirective(string Text, int Start, int About)
{
    /// <summary>The directive of a migration that cannot run inside a transaction.</summary>
    public const string NoTransaction = "no transaction";

    /// <summary>The directive before a statement that is not repeatable: an SQL condition under which it must still run.</summary>
    public const string OnlyIf = "only if ";

    /// <summary>The directive that silences lint for a statement, followed by the rule and the reason.</summary>
    public const string Ignore = "ignore ";

    /// <summary>The directive of a squashed migration, followed by the versions that it replaces, separated by commas.</summary>
    public const string Replaces = "replaces ";

    /// <summary>The directive of a migration that is irreversible, and whose author knows that.</summary>
    public const string Irreversible = "irreversible";

    /// <summary>The directive of a statement that runs in batches, alone or followed by how.</summary>
    public const string Batch = "batch";

    private const string Mark = "confiture:";

    /// <summary>The condition under which a statement still has to be executed, as SQL; null when it says none.</summary>
    public string? Condition => Text.StartsWith(OnlyIf, StringComparison.Ordinal) ? Text[OnlyIf.Length..].Trim() : null;

    /// <summary>Whether it is about batches.</summary>
    public bool IsBatch => Text == Batch || Text.StartsWith(Batch + " ", StringComparison.Ordinal);

    /// <summary>A directive as a comment, with the end of its line.</summary>
    /// <param name="text">What follows the colon.</param>
    public static string Write(string text) => SqlComment.Of($"{Mark} {text}");

    /// <summary>The condition of a statement; null when it is executed in any case.</summary>
    /// <param name="start">Where the statement begins.</param>
    public static string? ConditionOf(SqlScript script, int start, int length) =>
        script.DirectivesAbout(start, length).FirstOrDefault(d => d.Condition is not null)?.Condition;

    /// <summary>All directives of a script, in order.</summary>
    public static IReadOnlyList<SqlDirective> In(SqlScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return script.Directives;
    }

    /// <summary>The directive in a comment; null when it is an ordinary comment.</summary>
    internal static string? TextOf(ReadOnlySpan<char> comment)
    {
        var text = (comment.StartsWith("--") ? comment[2..] : comment[2..^2]).Trim();
        return text.StartsWith(Mark, StringComparison.Ordinal) ? text[Mark.Length..].Trim().ToString() : null;
    }
}
