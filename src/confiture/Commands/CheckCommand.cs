using System.CommandLine;
using Confiture.Migrations;
using Confiture.Project;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed class CheckCommand : ToolCommand
{
    private const string UsualBase = "main";
    private readonly Option<string?> start = new("--base")
    {
        Description = "Commit to compare with (default: the base of the pull request in GitHub Actions, check.base, or main)", HelpName = "REF",
    };

    private readonly Option<string?> maxRisk = new("--max-risk")
    {
        Description = $"Highest risk that passes: {string.Join(", ", CheckConfiguration.Tiers.Keys.SkipLast(1))} (default: any)", HelpName = "TIER",
    };

    private readonly Option<string?> summary = new("--summary") { Description = "Write a summary in Markdown into FILE", HelpName = "FILE" };
    private readonly Option<bool> noRows = new("--no-rows") { Description = "Test migrations with empty tables even if there are seed files" };
    private readonly ProjectOptions project;
    private readonly ComparisonOptions comparison;

    public CheckCommand()
        : base("check", "Check the changes since a commit: migrations cover them, go up and down, and are safe (exit 1 on problems)")
    {
        foreach (var option in (Option[])[start, maxRisk, summary, noRows]) Add(option);
        project = new(this);
        comparison = new(this);
        maxRisk.CompletionSources.Add(_ => Completion.Words(() => CheckConfiguration.Tiers.Keys));
        Validators.Add(result =>
        {
            if (result.GetValue(maxRisk) is { } word && !CheckConfiguration.Tiers.ContainsKey(word))
                result.AddError($"`--max-risk` must be one of {string.Join(", ", CheckConfiguration.Tiers.Keys)}, not `{word}`.");
        });
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.EnvironmentOrDefault(arguments, output);
        await using var assemblies = environment.Lint.Assemblies.Count > 0
            ? await RuleProcess.StartAsync(environment.Lint.Assemblies, environment.Lint.AssembliesTimeout, cancellation) : null;
        var lint = environment.Lint with
        {
            Queries = [.. environment.Lint.Queries, .. QueryFiles.Read(Path.Combine(environment.Root, LintConfiguration.QueryFolder))],
        };
        var loader = new SchemaLoader(environment, comparison.Of(arguments, environment) with { Subscriptions = false });
        var wish = new CheckWish(
            arguments.GetValue(start) ?? BaseOfPullRequest() ?? environment.Check.Base ?? UsualBase,
            arguments.GetValue(maxRisk) is { } word ? CheckConfiguration.Tiers[word] : environment.Check.MaxRisk,
            arguments.GetValue(noRows) ? SeedSet.None : SeedSet.Load(environment.SeedFiles, environment.Root)) { Progress = output.Say };
        var result = await new ProjectCheck(environment, loader, new LintRun(environment, lint, assemblies)).RunAsync(wish, cancellation);
        CheckOutput.Write(output, result, Variable("GITHUB_ACTIONS") == "true");
        if (arguments.GetValue(summary) is { } file) await File.WriteAllTextAsync(file, CheckOutput.Markdown(result), cancellation);
        if (Variable("GITHUB_STEP_SUMMARY") is { } page) await File.AppendAllTextAsync(page, CheckOutput.Markdown(result), cancellation);
        return result.Passed ? ExitCode.Ok : ExitCode.Failed;
    }

    private static string? BaseOfPullRequest() => Variable("GITHUB_BASE_REF") is { } branch ? $"origin/{branch}" : null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
