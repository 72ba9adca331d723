using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Findings about the files and about ignore comments.</summary>
internal static class LinterRules
{
    internal static LintRule UnusedIgnore { get; } = new("unused-ignore", Linter, Warning, "An ignore comment without effect")
    {
        Why = "It would hide the next mistake there, and readers believe that there is one now.",
        Safer = "Remove the comment, or correct the rule's name.",
        Bad = "-- confiture: ignore drop-table nothing uses it\nALTER TABLE orders ADD COLUMN note text;",
        BadLine = 1,
        Good = "-- confiture: ignore drop-column nothing uses it\nALTER TABLE users DROP COLUMN age;",
        OfScript = static _ => [],
    };

    internal static LintRule IgnoreWithoutReason { get; } = new("ignore-without-reason", Linter, Warning, "An ignore comment without a reason")
    {
        Why = "Later, nobody can tell whether it is still justified.",
        Safer = "-- confiture: ignore RULE reason",
        Bad = "-- confiture: ignore drop-column\nALTER TABLE users DROP COLUMN age;",
        BadLine = 1,
        Good = "-- confiture: ignore drop-column nothing uses it\nALTER TABLE users DROP COLUMN age;",
        OfScript = static _ => [],
    };

    internal static LintRule SyntaxError { get; } = new("syntax-error", Linter, Error, "Text that is not a statement")
    {
        Why = "An unterminated quote or comment, a psql command, or a client-side COPY: the file does not run, and this text was not checked. All other "
            + "statements were.",
        Safer = "Correct the file.",
        Bad = "SELECT 'one;",
        Good = "SELECT 'one';",
        OfScript = static _ => [],
    };

    internal static LintRule UnknownObject { get; } = new("unknown-object", Linter, Error, "An object of an unsupported kind")
    {
        Why = "No rule checked it, and `diff`, `drift` and `migrate generate` can neither compare nor write it: a base type, an operator without a function. "
            + "`--select` does not disable this rule.",
        Safer = "Remove it from the schema files and write its migration by hand, or add an ignore comment that says why it may stay.",
        Bad = "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TYPE old_names;",
        Good = "CREATE TABLE users (id bigint PRIMARY KEY);",
        OfSchema = static c => c.Schema.Unknown.Select(name => new SchemaMark(
            null, $"{name} cannot be read by Confiture and was not checked") { Unknown = name }),
    };

    internal static IReadOnlyList<LintRule> All { get; } = [UnusedIgnore, IgnoreWithoutReason, SyntaxError, UnknownObject];
}
