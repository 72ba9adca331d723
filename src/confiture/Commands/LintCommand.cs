using System.CommandLine;
using Confiture.Project;
using Confiture.Safety;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record LintReport(string Schema, int Errors, int Warnings, int Infos, IReadOnlyList<LintReport.Finding> Findings)
{
    internal sealed record Finding(string File, int Line, int Column, string Severity, string Rule, string Message, string Instead);
}

/// <summary>A rule of the user's own.</summary>
internal sealed record OwnRule(string Id, LintSeverity Severity, string Message, bool JudgesMigrations);

internal sealed record LintRulesReport(string Schema, IReadOnlyList<LintRulesReport.Rule> Rules)
{
    internal sealed record Rule(string Id, string Category, string Severity, bool On, bool Migrations, bool SchemaFiles, string? Lock, string Summary);
}

internal sealed class LintCommand : ToolCommand
{
    private readonly Argument<string[]> paths = new("PATHS")
    {
        Description = "Files and directories to check (default: the schema files and the migrations)",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> select = new("--select") { Description = "Run only these rules or categories (comma-separated)", HelpName = "RULES" };
    private readonly Option<string[]> ignore = new("--ignore") { Description = "Skip these rules or categories (comma-separated)", HelpName = "RULES" };
    private readonly Option<string?> failOn = new("--fail-on")
    {
        Description = "Exit with 1 on findings of this severity or higher: info, warning, error, never (default: warning)",
        HelpName = "SEVERITY",
    };
    private readonly Option<bool> listRules = new("--list-rules") { Description = "List all rules and exit" };
    private readonly ProjectOptions project;

    public LintCommand()
        : base("lint", "Check migrations and schema files for locks, data loss and mistakes (exit 1 on findings)")
    {
        Add(paths);
        Add(select);
        Add(ignore);
        Add(failOn);
        Add(listRules);
        project = new(this);
        foreach (var option in (Option[])[select, ignore]) option.CompletionSources.Add(_ => Completion.Words(() => LintRules.Words));
        failOn.CompletionSources.Add(_ => Completion.Words(() => LintConfiguration.Levels.Keys));
    }

    public override IReadOnlyList<string> Formats { get; } = ["table", "json", "csv", "sarif", "github"];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.EnvironmentOrDefault(arguments, output);
        await using var assemblies =
            environment.Lint.Assemblies.Count > 0
            ? await RuleProcess.StartAsync(environment.Lint.Assemblies, environment.Lint.AssembliesTimeout, cancellation) : null;
        var queries = environment.Lint.Queries.Concat(QueryFiles.Read(Path.Combine(environment.Root, LintConfiguration.QueryFolder))).ToList();
        IReadOnlyList<OwnRule> own = [.. (assemblies?.Rules ?? []).Select(r => new OwnRule(r.Id, r.Severity, r.Message, JudgesMigrations: true)),
            .. queries.Select(q => new OwnRule(q.Id, q.Severity, q.Message, JudgesMigrations: false))];
        if (own.Select(r => r.Id).Concat(LintRules.All.Select(r => r.Id)).GroupBy(id => id).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
            throw LintErrors.NameTaken(twice);
        if (arguments.GetValue(listRules))
        {
            LintOutput.List(output, own);
            return ExitCode.Ok;
        }

        var configuration = environment.Lint with { Settings = Chosen(arguments, environment.Lint.Settings,
            [.. own.Select(r => r.Id)]), Queries = queries };
        var level = Level(arguments, configuration);
        var run = new LintRun(environment, configuration, assemblies);
        var findings = await run.RunAsync(arguments.GetValue(paths) ?? [], cancellation);
        foreach (var note in run.Order.Notes) output.Warn(note);
        foreach (var offer in run.Offers) output.Hint(offer);
        LintOutput.Write(output, findings);
        return findings.Any(f => f.Severity >= level) ? ExitCode.Failed : ExitCode.Ok;
    }

    private LintSettings Chosen(ParseResult arguments, LintSettings settings, IReadOnlyList<string> own)
    {
        var (selected, ignored) = (Words(arguments.GetValue(select), own, "--select"), Words(arguments.GetValue(ignore), own, "--ignore"));
        return settings with { Select = selected.Count > 0 ? selected : settings.Select, Ignore = [.. settings.Ignore, .. ignored] };
    }

    private static IReadOnlyList<string> Words(string[]? given, IReadOnlyList<string> own, string option)
    {
        IReadOnlyList<string> words = [.. (given ?? []).SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        if (words.FirstOrDefault(w => !LintRules.Words.Contains(w) && !own.Contains(w)) is not { } unknown) return words;
        throw FoundationErrors.Usage.Error($"Unknown lint rule `{unknown}`{Spelling.End(unknown, LintRules.Words.Concat(own))}",
            $"`{option}` takes rule ids and categories.", "Run `confiture lint --list-rules` to see all rules.");
    }

    private LintSeverity? Level(ParseResult arguments, LintConfiguration configuration)
    {
        if (arguments.GetValue(failOn) is not { } word) return configuration.FailOn;
        return LintConfiguration.Levels.TryGetValue(word, out var level) ? level
            : throw FoundationErrors.Usage.Error($"`--fail-on` must be one of {string.Join(", ", LintConfiguration.Levels.Keys)}, not `{word}`.",
                "It sets the lowest severity that fails the command.", "Run, for example, `confiture lint --fail-on error`.");
    }
}
