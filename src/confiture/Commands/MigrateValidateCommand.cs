using System.CommandLine;
using System.Text.Json;
using Confiture.Migrations;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record ValidateReport(string Schema, int Migrations, IReadOnlyList<ValidateReport.Mistake> Problems)
{
    internal sealed record Mistake(string Rule, string File, int? Line, int? Column, string Text);
}

internal sealed class MigrateValidateCommand : ToolCommand
{
    private readonly Option<string[]> include = new("--include")
    {
        Description = "Check only files whose name matches, e.g. 2026* (repeatable)",
        HelpName = "PATTERN",
    };

    private readonly Option<string[]> exclude = new("--exclude") { Description = "Skip files whose name matches (repeatable)", HelpName = "PATTERN" };
    private readonly Option<bool> ledger = new("--ledger") { Description = "Also compare the files with the ledger of the database" };
    private readonly ProjectOptions project;

    public MigrateValidateCommand()
        : base("validate", "Check whether `migrate up` accepts the migration files, without a database (exit 1 on problems)")
    {
        foreach (var option in (Option[])[include, exclude, ledger]) Add(option);
        project = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var asksLedger = arguments.GetValue(ledger);
        var environment = asksLedger ? project.Environment(arguments, output) : project.EnvironmentOrDefault(arguments, output);
        // A hook that is missing would stop every run.
        _ = environment.Hooks.Load();
        var found = MigrationValidation.Of(
            environment.MigrationsDirectory, arguments.GetValue(include) ?? [], arguments.GetValue(exclude) ?? [], TimeProvider.System);
        if (asksLedger && found.IsLoadable)
        {
            found.Add(await new Migrator(environment.MigrationUrl, environment.LoadMigrations(), ProjectOptions.Options(environment))
                .StatusAsync(cancellation));
        }
        else if (asksLedger)
        {
            output.Warn("The ledger was not compared: the files cannot be read as migrations.");
        }

        foreach (var problem in found.Problems) output.Data($"{problem} [{Word(problem.Rule)}]");
        output.Say(found.Problems.Count == 0 ? $"{Counted.Of(found.Migrations, "migration")}: no problems."
            : $"{Counted.Of(found.Migrations, "migration")}: {Counted.Of(found.Problems.Count, "problem")}.");
        output.Document(
            new ValidateReport("confiture/migrate-validate/1", found.Migrations,
                [.. found.Problems.Select(p => new ValidateReport.Mistake(Word(p.Rule), p.File, p.Position?.Line, p.Position?.Column, p.Text))]),
            () => Reports.Default.ValidateReport);
        return found.Problems.Count == 0 ? ExitCode.Ok
            : found.Problems.All(p => p.Rule == ProblemRule.Ledger) ? ExitCode.StateMismatch : ExitCode.Failed;
    }

    private static string Word(ProblemRule rule) => JsonNamingPolicy.CamelCase.ConvertName(rule.ToString());
}
