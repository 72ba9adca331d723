using System.CommandLine;
using Confiture.Migrations;
using Confiture.Project;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed class MigrateVerifyCommand : ToolCommand
{
    private readonly Option<string?> from = new("--from") { Description = "First version to test; earlier ones are only applied", HelpName = "VERSION" };
    private readonly Option<string?> through = new("--through") { Description = "Last version to test (default: the newest)", HelpName = "VERSION" };
    private readonly Option<bool> noRows = new("--no-rows") { Description = "Test with empty tables even if there are seed files" };
    private readonly Option<bool> requireDown = new("--require-down") { Description = "Fail on irreversible migrations, too" };
    private readonly ProjectOptions project;
    private readonly ComparisonOptions comparison;

    public MigrateVerifyCommand()
        : base("verify", "Run each migration up, down and up on a scratch database, and compare the result with the DDL files (exit 1 on problems)")
    {
        foreach (var option in (Option[])[from, through, noRows, requireDown]) Add(option);
        project = new(this);
        comparison = new(this);
        foreach (var version in (Option[])[from, through])
            version.CompletionSources.Add(context => Completion.Words(() => project.Versions(context.ParseResult)));
        Validators.Add(result =>
        {
            if (result.GetValue(from) is { } first && result.GetValue(through) is { } last && string.CompareOrdinal(first, last) > 0)
                result.AddError("`--from` is later than `--through`.");
        });
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.EnvironmentOrDefault(arguments, output);
        var set = environment.LoadMigrationsIfAny();
        using var progress = output.Progress("verifying", set.Migrations.Count);
        var wish = new VerifyWish
        {
            From = arguments.GetValue(from), Through = arguments.GetValue(through),
            Seeds = arguments.GetValue(noRows) ? SeedSet.None : SeedSet.Load(environment.SeedFiles, environment.Root),
            Progress = (done, migration) => progress.Report(done, migration.ToString()),
        };
        var loader = new SchemaLoader(environment, comparison.Of(arguments, environment) with { Subscriptions = false });
        var verification = await new MigrationVerifier(environment, loader).VerifyAsync(set, wish, cancellation);
        progress.Dispose();
        foreach (var note in verification.Order.Notes) output.Warn(note);
        VerifyOutput.Write(output, verification, arguments.GetValue(requireDown));
        return VerifyOutput.Holds(verification, arguments.GetValue(requireDown)) ? ExitCode.Ok : ExitCode.Failed;
    }
}
