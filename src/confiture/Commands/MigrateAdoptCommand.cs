using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Confiture.Migrations;
using Confiture.Project;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record AdoptReport(
    string Schema, string Tool, string Table, bool DryRun, IReadOnlyList<AdoptReport.AppliedThere> Applied, IReadOnlyList<string> Recorded,
    IReadOnlyList<string> Written, IReadOnlyList<string> Pending, IReadOnlyList<string> Notes)
{
    internal sealed record AppliedThere(string? Version, string? Name, DateTimeOffset? AppliedAt, string? AppliedBy, string? Migration, string State);
}

internal sealed class MigrateAdoptCommand : ToolCommand
{
    private readonly Option<string?> from = new("--from")
    {
        Description = "The tool that migrated the database (default: found by its table)",
        HelpName = "TOOL",
    };

    private readonly Option<QualifiedName?> table = new("--table")
    {
        Description = "The tool's table, if it was renamed",
        HelpName = "NAME",
        CustomParser = Parse,
    };

    private readonly Option<string[]> convert = new("--convert")
    {
        Description = "Convert the tool's SQL files in this directory into migrations (repeatable)",
        HelpName = "DIR",
    };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would be written and recorded; change nothing" };
    private readonly Option<bool> yes = new("--yes") { Description = "Skip the confirmation prompt" };
    private readonly ProjectOptions project;

    public MigrateAdoptCommand()
        : base("adopt", "Take over a database that another migration tool has migrated")
    {
        foreach (var option in (Option[])[from, table, convert, dryRun, yes]) Add(option);
        project = new(this);
        from.CompletionSources.Add([.. OlderTools.Words]);
        from.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !OlderTools.Words.Contains(word.Value, StringComparer.Ordinal))
                result.AddError($"`--from` is one of {string.Join(", ", OlderTools.Words)}{Spelling.End(word.Value, OlderTools.Words)}");
        });
        Validators.Add(result =>
        {
            if (result.GetResult(table) is not null && result.GetResult(from) is null)
                result.AddError("`--table` needs `--from`: a renamed table says nothing of its tool.");
        });
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        var wish = new AdoptionWish(arguments.GetValue(from), arguments.GetValue(table),
            [.. (arguments.GetValue(convert) ?? []).Select(d => ProjectDirectory.Required(d, convert.Name))]);
        var adoption = new Adoption(environment.MigrationUrl, environment.LoadMigrationsIfAny(),
            ProjectOptions.Options(environment) with { Observer = new MigrationNarration(output) });
        var plan = await adoption.PlanAsync(wish, cancellation);
        Show(output, plan);
        var isDry = arguments.GetValue(dryRun);
        if (plan.HasWork && !isDry)
        {
            if (!arguments.GetValue(yes) && !output.Confirm("Write and record this?", cancellation)) throw AdoptionErrors.NotConfirmed();
            await adoption.ApplyAsync(wish, plan, cancellation);
            foreach (var path in plan.Written) output.Completed($"written {path}");
            foreach (var migration in plan.Recorded) output.Completed($"recorded {migration}");
        }

        Advise(output, environment, plan, isDry);
        output.Document(ReportOf(plan, isDry), () => Reports.Default.AdoptReport);
        return ExitCode.Ok;
    }

    private static void Show(Output output, AdoptionPlan plan)
    {
        output.Say($"{plan.Table} of {plan.Tool}: {Counted.Of(plan.Lines.Count, "applied migration")}.");
        output.Table(["applied there", "at", "by", "here"], [.. plan.Lines.Select(l => (IReadOnlyList<string>)
        [
            string.Join(' ', new[] { l.Version, l.Name }.OfType<string>()),
            l.AppliedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
            l.AppliedBy ?? "-",
            l.State switch
            {
                AdoptionState.Recorded => $"{l.Migration} (to be recorded)",
                AdoptionState.InLedger => $"{l.Migration} (in the ledger)",
                _ => "-",
            },
        ])]);
        foreach (var path in plan.Written) output.Say($"To be written: {path}");
        foreach (var migration in plan.Pending) output.Say($"Pending: {migration}");
        foreach (var note in plan.Notes) output.Warn($"{note}.");
    }

    private static void Advise(Output output, ConfitureEnvironment environment, AdoptionPlan plan, bool isDry)
    {
        if (isDry) output.Say("Nothing was changed.");
        else if (!plan.HasWork) output.Say("Nothing to record.");
        if (plan.Lines.Any(l => l.Migration is not null) || plan.HasWork)
        {
            output.Hint($"{plan.Tool} must not run here any more. Add `comparison: {{ignore: [{Ignored(plan)}]}}` to the environment file, or drop what "
                + "is its own once you no longer need it; then `confiture drift` compares the database with the DDL files.");
            return;
        }

        var directory = environment.SchemaFiles.Directories[0].Path;
        var schema = Path.Combine(directory, "00_schema.sql");
        var excluded = plan.Belongings.Select(b => $"--exclude-table={SqlIdentifier.Write(b.Schema!)}.{SqlIdentifier.Write(b.Name)}");
        output.Hint($"No migration here corresponds to what {plan.Tool} has applied. "
            + (plan.HasSqlFiles ? "To keep its files as migrations, add `--convert DIR`. Or start from the present schema:" : "Start from the present schema:")
            + $"\n`mkdir -p {ShellWord.Of(directory)}`"
            + $"\n`{environment.MigrationUrl.PgDump(["--schema-only", "--no-owner", .. excluded, $"--file={schema}"])}`"
            + $"\n`confiture migrate generate initial`\n`confiture migrate baseline`\nUntil you drop what {plan.Tool} keeps, have `confiture drift` ignore it: "
            + $"`comparison: {{ignore: [{Ignored(plan)}]}}`");
    }

    private static string Ignored(AdoptionPlan plan) => string.Join(", ", plan.Belongings.Select(b => $"{b.Schema}.{b.Name}"));

    private static AdoptReport ReportOf(AdoptionPlan plan, bool isDry) => new(
        "confiture/migrate-adopt/1", plan.Tool, plan.Table, isDry,
        [.. plan.Lines.Select(l => new AdoptReport.AppliedThere(l.Version, l.Name, l.AppliedAt, l.AppliedBy, l.Migration?.ToString(),
            JsonNamingPolicy.CamelCase.ConvertName(l.State.ToString())))],
        [.. plan.Recorded.Select(m => m.ToString())], plan.Written, [.. plan.Pending.Select(m => m.ToString())], plan.Notes);

    private static QualifiedName? Parse(ArgumentResult argument)
    {
        try
        {
            return argument.Tokens is [var token] ? QualifiedName.Parse(token.Value) : null;
        }
        catch (FormatException e)
        {
            argument.AddError($"`--table` is no name of a table: {e.Message}");
            return null;
        }
    }
}
