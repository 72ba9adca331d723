using Confiture.Sql;
using Confiture.Sql.Syntax;
using Foundation.Text;

namespace Confiture.Safety;

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
        new(script, [.. SqlDirective.In(script).Where(d => d.Text == Word || d.Text.StartsWith(SqlDirective.Ignore, StringComparison.Ordinal))
            .Select(d => Read(d, script, nodes))]);

    /// <summary>
    /// The findings that no comment silences, and those about the comments themselves. One has a use, too, when the script read by itself has the
    /// finding: it may be useful without the earlier scripts. Without them, an ignore of a lock rule cannot be called useless.
    /// </summary>
    /// <param name="findings">What the rules say.</param>
    /// <param name="byItself">What they would say of the script alone.</param>
    /// <param name="unknown">The first lines of statements that lock something that is not known.</param>
    /// <param name="settings">Which rules judge.</param>
    internal IReadOnlyList<LintFinding> Filter(
        IReadOnlyList<LintFinding> findings, Func<IReadOnlyList<LintFinding>> byItself, IReadOnlySet<int> unknown, LintSettings settings)
    {
        if (comments.Count == 0) return findings;
        // Every comment that covers a finding has a use.
        var silenced = Silenced(findings);
        List<LintFinding> left = [.. findings.Where(f => !silenced.Contains(f))];
        if (comments.Any(c => c.Rules.Except(c.Used).Any())) Silenced(byItself());
        left.AddRange(comments.SelectMany(c => About(c, unknown.Any(line => c.First <= line && line <= c.Last), settings)));
        return left;
    }

    // Line by line: a comment is looked at for the findings of the lines that it covers, and for no other.
    private HashSet<LintFinding> Silenced(IReadOnlyList<LintFinding> findings)
    {
        HashSet<LintFinding> silenced = new(ReferenceEqualityComparer.Instance);
        Queue<Comment> ahead = new(comments.OrderBy(c => c.First));
        List<Comment> here = [];
        foreach (var finding in findings.OrderBy(f => f.Position.Line))
        {
            while (ahead.TryPeek(out var next) && next.First <= finding.Position.Line) here.Add(ahead.Dequeue());
            here.RemoveAll(c => c.Last < finding.Position.Line);
            foreach (var comment in here)
                if (comment.Silences(finding)) silenced.Add(finding);
        }

        return silenced;
    }

    // The statement that contains a position; they are in the order of the text.
    private static StatementNode? At(int place, IReadOnlyList<StatementNode> nodes)
    {
        var (low, high) = (0, nodes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (nodes[middle].Span.End + 1 <= place) low = middle + 1;
            else high = middle;
        }

        return low < nodes.Count && nodes[low].Span.Start <= place ? nodes[low] : null;
    }

    private static Comment Read(SqlDirective directive, SqlScript script, IReadOnlyList<StatementNode> nodes)
    {
        var at = script.PositionOf(directive.Start);
        var about = LineOf(directive.About);
        var statement = At(directive.About, nodes);
        var whole = statement is not null
            && (directive.About < directive.Start ? LineOf(statement.Span.End) == at.Line : statement.Span.Start == directive.About);
        var (first, last) = whole ? (LineOf(statement!.Span.Start), LineOf(statement.Span.End)) : (about, about);
        var words = directive.Text[Word.Length..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return new(at, words.Length > 0 ? words[0].Split(',', StringSplitOptions.RemoveEmptyEntries) : [],
            words.Length > 1 ? words[1].Trim() : string.Empty, first, last);

        int LineOf(int offset) => script.PositionOf(offset).Line;
    }

    private IEnumerable<LintFinding> About(Comment comment, bool isUncertain, LintSettings settings)
    {
        foreach (var id in comment.Rules)
        {
            if (!LintRules.Words.Contains(id) && !comment.Used.Contains(id))
            {
                yield return Finding(LinterRules.UnusedIgnore,
                    $"unknown rule {id}{Spelling.Suggestion(id, LintRules.Words)}");
            }
            else if (!comment.Used.Contains(id) && (LintRules.Find(id) is not { } rule || (settings.Includes(rule)
                && !(isUncertain && rule.Category == LintCategory.Locking))))
            {
                yield return Finding(LinterRules.UnusedIgnore, $"{id} finds nothing here");
            }
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
