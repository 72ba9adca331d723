using System.CommandLine;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record WizardReport(string Schema, IReadOnlyList<string> Files, string Strategy, bool Verified, bool Executed, IReadOnlyList<string> Applied);

internal sealed class MigrateWizardCommand : ToolCommand
{
    private readonly Argument<string?> name = new("NAME") { Description = "Migration name, e.g. add_user_bio", Arity = ArgumentArity.ZeroOrOne };
    private readonly WizardAnswers answers;
    private readonly ProjectOptions project;
    private readonly ComparisonOptions comparison;
    private readonly RenameOptions renames;

    public MigrateWizardCommand()
        : base("wizard", "Lead from changed DDL files to applied migrations, step by step: compare, generate, verify, try out, apply")
    {
        Add(name);
        answers = new(this);
        project = new(this);
        comparison = new(this);
        renames = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        var asked = answers.Of(arguments, output, cancellation);
        var steps = new WizardSteps(environment, project.Origins(arguments, environment), comparison.Of(arguments, environment), asked, output, cancellation);
        var written = await steps.GenerateAsync(
            arguments.GetValue(name), (wish, from, to) => renames.AddTo(wish, arguments, from, to));
        var migrator = new Migrator(
            environment.MigrationUrl, new Lazy<MigrationSet>(environment.LoadMigrationsIfAny), ProjectOptions.Options(environment) with
            {
                Observer = new MigrationNarration(output),
            });
        var pending = (await migrator.StatusAsync(cancellation)).Pending;
        if (pending.Count == 0)
        {
            output.Say("Nothing to do: the DDL files and the migrations agree, and no migration is pending.");
            output.Document(new WizardReport("confiture/migrate-wizard/1", [], written.Strategy, false, false, []), () => Reports.Default.WizardReport);
            return ExitCode.Ok;
        }

        await steps.ShowRiskAsync(migrator);
        var verified = await steps.VerifyAsync(pending[0].Version);
        var executed = await steps.TryOutAsync(migrator);
        var applied = await steps.ApplyAsync(migrator, pending);
        output.Document(
            new WizardReport("confiture/migrate-wizard/1", written.Files, written.Strategy, verified, executed, [.. applied.Select(m => m.ToString())]),
            () => Reports.Default.WizardReport);
        return ExitCode.Ok;
    }
}
