using System.CommandLine;
using Confiture.Migrations;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record GenerateReport(string Schema, string Up, string Down);

internal sealed class MigrateGenerateCommand : ToolCommand
{
    private readonly Argument<string?> name = new("NAME") { Description = "What the migration does, for example add_user_bio", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> nameOption = new("--name") { Description = "The same as NAME", HelpName = "NAME" };
    private readonly ProjectOptions project;

    public MigrateGenerateCommand()
        : base("generate", "Writes the two empty files of a new migration")
    {
        Add(name);
        Add(nameOption);
        project = new(this);
    }

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var title = (arguments.GetValue(name), arguments.GetValue(nameOption)) switch
        {
            ({ } one, null) => one,
            (null, { } one) => one,
            (null, null) => throw Misnamed("A name is missing."),
            _ => throw Misnamed("The name is given twice."),
        };
        var (up, down) = MigrationSkeleton.Create(project.MigrationsDirectory(arguments), title, TimeProvider.System);
        output.Data(up);
        output.Data(down);
        output.Document(new GenerateReport("confiture/migrate-generate/1", up, down), () => Reports.Default.GenerateReport);
        output.Hint("Write the change into the first file, its reversal into the second, then run `confiture migrate up`.");
        return Task.FromResult(ExitCode.Ok);
    }

    private static ToolException Misnamed(string what) => FoundationErrors.Usage.Error(
        what, "A migration's files are named after what it does.", "Say it once, for example: confiture migrate generate add_user_bio");
}
