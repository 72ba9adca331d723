using System.Globalization;
using System.Text;
using Confiture.Safety;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Findings in every format.</summary>
internal static class LintOutput
{
    // Building one text of many megabytes costs more than linting.
    private const int PieceLength = 30_000;
    private const string Indent = "    ";

    internal static void Write(Output output, IReadOnlyList<LintFinding> findings)
    {
        switch (output.Format)
        {
            case "csv": Write(output, findings.Select(Csv).Prepend("file,line,column,severity,rule,message,instead\r\n")); break;
            case "sarif": output.Verbatim(Sarif.Of(findings)); break;
            case "github": Write(output, findings.Select(GitHub)); break;
            default: Write(output, findings.Select(f => Entry(f, output.Width))); break;
        }

        output.Say(Count(findings) is { Length: > 0 } counts ? $"{counts}." : "No findings.");
        output.Document(
            new LintReport("confiture/lint/1", Number(findings, LintSeverity.Error), Number(findings, LintSeverity.Warning),
                Number(findings, LintSeverity.Info), [.. findings.Select(Line)]),
            () => Reports.Default.LintReport);
    }

    internal static void List(Output output, IReadOnlyList<OwnRule> own)
    {
        foreach (var r in LintRules.All)
        {
            var judges = r.JudgesMigrations ? r.JudgesSchemas ? "migrations and schema files" : "migrations" : "schema files";
            output.Data($"{r.Id}  ({LintRules.WordOf(r.Category)}, {RulePage.WordOf(r.Severity)}{(r.IsOptIn ? ", off" : string.Empty)}; {judges})");
            foreach (var line in TextLines.Of(r.Summary, output.Width - Indent.Length)) output.Data(Indent + line);
        }

        foreach (var r in own)
        {
            var judges = r.JudgesMigrations ? "migrations and schema files" : "schema files";
            output.Data($"{r.Id}  (custom, {RulePage.WordOf(r.Severity)}; {judges})");
            foreach (var line in TextLines.Of(r.Message, output.Width - Indent.Length)) output.Data(Indent + line);
        }

        var owned = own.Select(r => new LintRulesReport.Rule(r.Id, "custom", RulePage.WordOf(r.Severity), true, r.JudgesMigrations, true, null, r.Message));
        output.Document(
            new LintRulesReport("confiture/lint-rules/1", [.. LintRules.All.Select(r => new LintRulesReport.Rule(r.Id, LintRules.WordOf(r.Category),
                RulePage.WordOf(r.Severity), !r.IsOptIn, r.JudgesMigrations, r.JudgesSchemas, r.Lock?.Sql, r.Summary)), .. owned]),
            () => Reports.Default.LintRulesReport);
    }

    private static LintReport.Finding Line(LintFinding f) =>
        new(f.File, f.Position.Line, f.Position.Column, RulePage.WordOf(f.Severity), f.Rule, f.Message, f.Safer);

    // A position that a terminal or an editor can open, then the problem; lines fit the screen unless a single path or name does not.
    private static string Entry(LintFinding f, int width)
    {
        var (place, rule) = (Printable.Line($"{f.File}:{f.Position}"), $"{RulePage.WordOf(f.Severity)}  {Printable.Line(f.Rule)}");
        var text = new StringBuilder(place).Append(place.Length + rule.Length + 2 > width ? $"\n{Indent}" : "  ").Append(rule).Append('\n');
        foreach (var line in TextLines.Of(Printable.Line(f.Message), width - Indent.Length)) text.Append(Indent).Append(line).Append('\n');
        if (f.Safer.Length > 0)
            foreach (var line in TextLines.Of($"instead: {Printable.Line(f.Safer)}", width - Indent.Length)) text.Append(Indent).Append(line).Append('\n');
        return text.ToString();
    }

    private static int Number(IReadOnlyList<LintFinding> findings, LintSeverity severity) => findings.Count(f => f.Severity == severity);

    private static string Count(IReadOnlyList<LintFinding> findings) =>
        string.Join(", ", from s in Enum.GetValues<LintSeverity>()
            .Reverse() let n = Number(findings, s) where n > 0 select $"{n} {RulePage.WordOf(s)}{(n == 1 || s == LintSeverity.Info ? string.Empty : "s")}");

    private static void Write(Output output, IEnumerable<string> lines)
    {
        var text = new StringBuilder(PieceLength);
        foreach (var line in lines)
        {
            if (text.Length + line.Length > PieceLength) Flush();
            text.Append(line);
        }

        Flush();

        void Flush()
        {
            output.Verbatim(text.ToString());
            text.Clear();
        }
    }

    private static string Csv(LintFinding f) =>
        $"{Quoted(f.File)},{Text(f.Position.Line)},{Text(f.Position.Column)},{RulePage.WordOf(f.Severity)},{Quoted(f.Rule)},"
            + $"{Quoted(f.Message)},{Quoted(f.Safer)}\r\n";

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string GitHub(LintFinding f) => WorkflowCommand.Annotation(
        f.Severity switch { LintSeverity.Error => "error", LintSeverity.Warning => "warning", _ => "notice" }, f.File,
        (f.Position.Line, f.Position.Column), f.Rule, $"{f.Message}. Instead: {f.Safer}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
