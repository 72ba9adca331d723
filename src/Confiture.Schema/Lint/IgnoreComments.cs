using System.Text.RegularExpressions;
using Confiture.Sql;
using Confiture.Sql.Syntax;
using Foundation.Text;

namespace Confiture.Schema;

/// <summary>
/// The comments <c>-- confiture: ignore RULE[,RULE] reason</c> of a script. One above a statement, or at the end of its last line, silences
/// findings in all of it; one above a line inside a statement, or at its end, silences that line.
/// </summary>
internal sealed partial class IgnoreComments
{
    private readonly SqlScript script;
    private readonly List<Comment> comments = [];

    private IgnoreComments(SqlScript script) => this.script = script;

    internal static IgnoreComments Of(SqlScript script, IReadOnlyList<StatementNode> nodes)
    {
        var found = new IgnoreComments(script);
        if (!script.Text.Contains("confiture:", StringComparison.OrdinalIgnoreCase)) return found;
        foreach (Match match in Pattern().Matches(script.Text)) found.comments.Add(found.Read(match, nodes));
        return found;
    }

    /// <summary>The findings that no comment silences, and those about the comments themselves.</summary>
    internal IReadOnlyList<LintFinding> Filter(IReadOnlyList<LintFinding> findings, LintSettings settings)
    {
        if (comments.Count == 0) return findings;
        List<LintFinding> left = [.. findings.Where(f => !comments.Exists(c => c.Silences(f)))];
        foreach (var comment in comments) left.AddRange(About(comment, settings));
        return left;
    }

    private Comment Read(Match match, IReadOnlyList<StatementNode> nodes)
    {
        var at = script.PositionOf(match.Index);
        var alone = script.Text[(match.Index - at.Column + 1)..match.Index].Trim().Length == 0;
        var statement = nodes.FirstOrDefault(n => alone ? LineOf(n.Span.Start) == NextLine(at.Line) : LineOf(n.Span.End) == at.Line);
        var (first, last) = statement is null ? alone ? (at.Line + 1, at.Line + 1) : (at.Line, at.Line) : (LineOf(statement.Span.Start), LineOf(statement.Span.End));
        var words = match.Groups["rest"].Value.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return new(at, words.Length > 0 ? [.. words[0].Split(',', StringSplitOptions.RemoveEmptyEntries)] : [], words.Length > 1 ? words[1] : string.Empty, Math.Min(first, at.Line), last);
    }

    // Several comments above one statement all belong to it.
    private int NextLine(int line)
    {
        var lines = script.Text.Split('\n');
        do line++; while (line <= lines.Length && lines[line - 1].TrimStart().StartsWith("--", StringComparison.Ordinal));
        return line;
    }

    private int LineOf(int offset) => script.PositionOf(offset).Line;

    private IEnumerable<LintFinding> About(Comment comment, LintSettings settings)
    {
        foreach (var id in comment.Rules)
        {
            if (LintRules.Find(id) is null && !LintRules.Words.Contains(id)) yield return Finding(LinterRules.UnusedIgnore, $"there is no rule {id}{Spelling.Suggestion(id, LintRules.Words)}");
            else if (!comment.Used.Contains(id) && (LintRules.Find(id) is not { } rule || settings.Includes(rule))) yield return Finding(LinterRules.UnusedIgnore, $"{id} finds nothing here");
        }

        if (comment.Rules.Count == 0) yield return Finding(LinterRules.UnusedIgnore, "no rule is named");
        else if (comment.Reason.Length == 0) yield return Finding(LinterRules.IgnoreWithoutReason, "the reason is missing");

        LintFinding Finding(LintRule rule, string message) => new(script.Name, comment.At, rule.Id, settings.SeverityOf(rule), message, rule.Safer);
    }

    [GeneratedRegex(@"--[ \t]*confiture:[ \t]*ignore\b(?<rest>[^\r\n]*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();

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
