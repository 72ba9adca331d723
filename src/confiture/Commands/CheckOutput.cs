using System.Text;
using System.Text.Json;
using Confiture.Project;
using Confiture.Safety;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record CheckReport(
    string Schema, string Base, bool Passed, IReadOnlyList<string> NewMigrations, IReadOnlyList<CheckReport.Step> Steps,
    IReadOnlyList<CheckReport.RiskOfStatement> Statements)
{
    internal sealed record Step(string Name, string State, string Summary, IReadOnlyList<Defect> Problems, IReadOnlyList<Defect> Warnings);

    internal sealed record Defect(string? File, int? Line, string Message);

    internal sealed record RiskOfStatement(string Migration, int Line, string Sql, string Risk, string Reason);

    internal static CheckReport Of(CheckResult result) => new(
        "confiture/check/1", result.Base, result.Passed, [.. result.New.Select(m => m.ToString())],
        [.. result.Steps.Select(s => new Step(s.Name, JsonNamingPolicy.CamelCase.ConvertName(s.State.ToString()), s.Summary,
            Defects(s.Problems), Defects(s.Warnings)))],
        [.. result.Statements.Select(s => new RiskOfStatement(
            s.Migration.ToString(), s.Line, s.Sql, JsonNamingPolicy.CamelCase.ConvertName(s.Tier.ToString()), s.Reason))]);

    private static IReadOnlyList<Defect> Defects(IReadOnlyList<CheckProblem> problems) => [.. problems.Select(p => new Defect(p.File, p.Line, p.Message))];
}

/// <summary>What came out of a check, for people and for GitHub.</summary>
internal static class CheckOutput
{
    internal static void Write(Output output, CheckResult result, bool annotates)
    {
        output.Table(["check", "result", "what"], [.. result.Steps.Select(s => (IReadOnlyList<string>)[s.Name, Word(s.State), s.Summary])]);
        foreach (var problem in result.Steps.SelectMany(s => s.Problems)) output.Data(problem.ToString());
        foreach (var warning in result.Steps.SelectMany(s => s.Warnings)) output.Warn(warning.ToString());
        if (annotates)
        {
            foreach (var step in result.Steps)
            {
                foreach (var (level, p) in
                step.Problems.Select(p => ("error", p)).Concat(step.Warnings.Select(p => ("warning", p))))
                {
                    output.Verbatim(WorkflowCommand.Annotation(level, p.File, (p.Line ?? 0, 0), $"confiture: {step.Name}", p.Message));
                }
            }
        }

        output.Say(result.Passed ? $"The changes since {result.Base} pass." : $"The changes since {result.Base} do not pass.");
        output.Document(CheckReport.Of(result), () => Reports.Default.CheckReport);
    }

    /// <summary>A summary for a pull request.</summary>
    internal static string Markdown(CheckResult result)
    {
        var text = new StringBuilder($"## Confiture: {(result.Passed ? "passed" : "failed")}\n\n");
        text.Append($"Compared with {Code(result.Base)}: {Counted.Of(result.New.Count, "new migration")}.\n\n| check | result | |\n|---|---|---|\n");
        foreach (var step in result.Steps) text.Append($"| {Cell(step.Name)} | {Mark(step.State)} {Word(step.State)} | {Cell(step.Summary)} |\n");
        foreach (var step in result.Steps.Where(s => s.Problems.Count + s.Warnings.Count > 0))
        {
            text.Append($"\n### {step.Name}\n\n");
            foreach (var problem in step.Problems.Select(p => p.ToString()).Concat(step.Warnings.Select(w => $"warning: {w}")))
                text.Append($"```text\n{problem.Replace("```", "` ` `", StringComparison.Ordinal)}\n```\n");
        }

        if (result.Statements.Count > 0) text.Append("\n### New statements\n\n| migration | line | risk | statement | why |\n|---|--:|---|---|---|\n");
        foreach (var s in result.Statements)
        {
            text.Append($"| {Cell(s.Migration.ToString())} | {s.Line} | {(s.Tier >= RiskTier.LockRisky ? $"**{CheckConfiguration.WordOf(s.Tier)}**"
                : CheckConfiguration.WordOf(s.Tier))} | {Code(s.Sql)} | {Cell(s.Reason)} |\n");
        }

        return text.ToString();
    }

    private static string Word(CheckState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static string Mark(CheckState state) => state switch
    {
        CheckState.Passed => ":white_check_mark:", CheckState.Failed => ":x:", _ => ":heavy_minus_sign:",
    };

    // A backtick would end the code, a bar the cell.
    private static string Code(string text) => $"`{Cell(text).Replace('`', '\'')}`";

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace('\n', ' ');
}
