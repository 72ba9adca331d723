using Confiture.Sql;
using Confiture.Sql.Syntax;
using Foundation.Text;

namespace Confiture.Schema;

/// <summary>
/// The comments <c>-- confiture: ignore RULE[,RULE] reason</c> of a script. One above a statement, or at the end of its last line, silences
/// findings in all of it; one above a line inside a statement, or at its end, silences that line.
/// </summary>
internal sealed class IgnoreComments
{
    private static readonly string Word = SqlDirective.Ignore.TrimEnd();
    private readonly SqlScript script;
    private readonly IReadOnlyList<Comment> comments;

    private IgnoreComments(SqlScript script, IReadOnlyList<Comment> comments) => (this.script, this.comments) = (script, comments);

    internal static IgnoreComments Of(SqlScript script, IReadOnlyList<StatementNode> nodes) =>
        new(script, [.. SqlDirective.In(script).Where(d => d.Text == Word || d.Text.StartsWith(SqlDirective.Ignore, StringComparison.Ordinal)).Select(d => Read(d, script, nodes))]);

    /// <summary>The findings that no comment silences, and those about the comments themselves.</summary>
    internal IReadOnlyList<LintFinding> Filter(IReadOnlyList<LintFinding> findings, LintSettings settings)
    {
        if (comments.Count == 0) return findings;
        // Every comment that covers a finding has a use.
        List<LintFinding> left = [.. findings.Where(f => comments.Where(c => c.Silences(f)).ToList() is [])];
        left.AddRange(comments.SelectMany(c => About(c, settings)));
        return left;
    }

    private static Comment Read(SqlDirective directive, SqlScript script, IReadOnlyList<StatementNode> nodes)
    {
        var at = script.PositionOf(directive.Start);
        var about = LineOf(directive.About);
        var statement = nodes.FirstOrDefault(n => n.Span.Start <= directive.About && directive.About < n.Span.End + 1);
        var whole = statement is not null && (directive.About < directive.Start ? LineOf(statement.Span.End) == at.Line : statement.Span.Start == directive.About);
        var (first, last) = whole ? (LineOf(statement!.Span.Start), LineOf(statement.Span.End)) : (about, about);
        var words = directive.Text[Word.Length..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return new(at, words.Length > 0 ? words[0].Split(',', StringSplitOptions.RemoveEmptyEntries) : [], words.Length > 1 ? words[1].Trim() : string.Empty, first, last);

        int LineOf(int offset) => script.PositionOf(offset).Line;
    }

    private IEnumerable<LintFinding> About(Comment comment, LintSettings settings)
    {
        foreach (var id in comment.Rules)
        {
            if (!LintRules.Words.Contains(id) && !comment.Used.Contains(id)) yield return Finding(LinterRules.UnusedIgnore, $"there is no rule {id}{Spelling.Suggestion(id, LintRules.Words)}");
            else if (!comment.Used.Contains(id) && (LintRules.Find(id) is not { } rule || settings.Includes(rule))) yield return Finding(LinterRules.UnusedIgnore, $"{id} finds nothing here");
        }

        if (comment.Rules.Count == 0) yield return Finding(LinterRules.UnusedIgnore, "no rule is named");
        else if (comment.Reason.Length == 0) yield return Finding(LinterRules.IgnoreWithoutReason, "the reason is missing");

        LintFinding Finding(LintRule rule, string message) => new(script.Name, comment.At, rule.Id, settings.SeverityOf(rule), message, rule.Safer);
    }

    private sealed record Comment(SqlPosition At, IReadOnlyList<string> Rules, string Reason, int First, int Last)
    {
        internal HashSet<string> Used { get; } = new(StringComparer.Ordinal);

        internal bool Silences(LintFinding finding)
        {
            if (finding.Position.Line < First || finding.Position.Line > Last) return false;
            var word = Rules.FirstOrDefault(r => r == finding.Rule || (LintRules.Find(finding.Rule) is { } rule && r == LintRules.WordOf(rule.Category)));
            if (word is not null) Used.Add(word);
            return word is not null;
        }
    }
}
