using System.Text.RegularExpressions;
using Confiture.Sql;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>Finds comments that are addressed to Confiture and have no meaning, and those that seem to be.</summary>
internal static partial class DirectiveCheck
{
    private static readonly string[] Alone = [SqlDirective.NoTransaction, SqlDirective.Irreversible, SqlDirective.Batch];
    private static readonly string[] WithMore =
        [SqlDirective.OnlyIf.Trim(), SqlDirective.Ignore.Trim(), SqlDirective.Replaces.Trim(), SqlDirective.Batch, "renamed from", "not renamed from"];

    public static IEnumerable<MigrationProblem> Of(SqlScript script) =>
        SqlDirective.In(script).Select(d => Unknown(script, d)).OfType<MigrationProblem>().Concat(script.Pieces
            .Where(p => p.Kind == SqlPieceKind.Comment).Select(p => Nearly(script, p)).OfType<MigrationProblem>());

    private static MigrationProblem? Unknown(SqlScript script, SqlDirective directive)
    {
        if (Alone.Contains(directive.Text, StringComparer.Ordinal)) return null;
        if (WithMore.Any(w => directive.Text.StartsWith(w + " ", StringComparison.Ordinal) && directive.Text.Length > w.Length + 1)) return null;
        var what = WithMore.Contains(directive.Text, StringComparer.Ordinal)
            ? $"`-- confiture: {directive.Text}` ends too early"
            : $"`-- confiture: {directive.Text}` is no directive{Meant(directive.Text)}";
        return Problem(script, directive.Start, what);
    }

    // The runner takes these for ordinary comments.
    private static MigrationProblem? Nearly(SqlScript script, SqlPiece comment)
    {
        var match = Addressed().Match(comment.Text);
        if (!match.Success || SqlDirective.In(script).Any(d => d.Start == comment.Start)) return null;
        var words = match.Groups["words"].Value.Trim();
        var isMeant = Alone.Concat(WithMore).Any(w => words.StartsWith(w, StringComparison.OrdinalIgnoreCase)) || Meant(words).Length > 0;
        return isMeant ? Problem(script, comment.Start, $"the comment is not read as a directive: those begin with `-- confiture: `{Meant(words)}") : null;
    }

    private static string Meant(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Alone.Concat(WithMore)
            .Select(known => Spelling.Suggestion(string.Join(' ', words.Take(known.Split(' ').Length)), [known]))
            .FirstOrDefault(s => s.Length > 0)?.TrimEnd('?') ?? string.Empty;
    }

    private static MigrationProblem Problem(SqlScript script, int start, string text) =>
        new(ProblemRule.Directive, script.Name, text) { Position = script.PositionOf(start) };

    [GeneratedRegex(@"^(?:--|/\*)\s*confiture\b\s*[:=-]?(?<words>[^\n*]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Addressed();
}
