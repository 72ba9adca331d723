using System.CommandLine;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record GenerateReport(string Schema, IReadOnlyList<GenerateReport.Entry> Migrations, IReadOnlyList<string> Reports)
{
    internal sealed record Entry(string Up, string Down, bool InTransaction, IReadOnlyList<string> Loses, IReadOnlyList<string> Checks,
        IReadOnlyList<string> ChecksBack, IReadOnlyList<string> Waits, IReadOnlyList<string> WaitsBack);
}

internal sealed class MigrateGenerateCommand : ToolCommand
{
    private readonly Argument<string?> name = new("NAME") { Description = "Migration name, e.g. add_user_bio", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> nameOption = new("--name") { Description = "Same as NAME", HelpName = "NAME" };
    private readonly Option<bool> empty = new("--empty") { Description = "Create empty up and down files" };
    private readonly Option<bool> offline = new("--offline") { Description = "Generate short, blocking statements for a database that is offline" };
    private readonly Option<string?> from = new("--from")
    {
        Description = "Starting schema, as in `confiture diff` (default: all migrations applied to an empty database)",
        HelpName = "X",
    };
    private readonly ProjectOptions project;
    private readonly ComparisonOptions comparison;
    private readonly RenameOptions renames;

    public MigrateGenerateCommand()
        : base("generate", "Generate up and down migrations for changes in the DDL files, tested on a scratch database")
    {
        Add(name);
        Add(nameOption);
        Add(empty);
        Add(offline);
        Add(from);
        project = new(this);
        comparison = new(this);
        renames = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var title = TitleOf(arguments);
        if (arguments.GetValue(empty)) await WriteEmptyAsync(Place(project.EnvironmentWithoutDatabase(arguments, output)), title, output, cancellation);
        else await WriteAsync(arguments, title, output, cancellation);
        return ExitCode.Ok;
    }

    private string TitleOf(ParseResult arguments) => (arguments.GetValue(name), arguments.GetValue(nameOption)) switch
    {
        ({ } one, null) => one,
        (null, { } one) => one,
        (null, null) => throw Misnamed("The migration name is missing."),
        _ => throw Misnamed("The migration name is given twice."),
    };

    // The default directory is created with the first migration; a missing custom one may be a typo.
    private static string Place(ConfitureEnvironment environment) =>
        environment.HasNoMigrationsYet ? environment.MigrationsDirectory : environment.LoadMigrations().Directory;

    private static async Task WriteEmptyAsync(string directory, string title, Output output, CancellationToken cancellation)
    {
        var (up, down) = await MigrationFiles.CreateEmptyAsync(directory, title, TimeProvider.System, cancellation);
        Report(output, [new(up, down, true, [], [], [], [], [])], []);
        output.Hint("Write the change into the up file and its reversal into the down file, then run `confiture migrate up`.");
    }

    private async Task WriteAsync(ParseResult arguments, string title, Output output, CancellationToken cancellation)
    {
        var environment = project.EnvironmentWithoutDatabase(arguments, output);
        var style = arguments.GetValue(offline) ? PlanStyle.Offline : PlanStyle.Online;
        var names = MigrationFiles.Names(Place(environment), title, TimeProvider.System);
        var parser = project.Origins(arguments, environment);
        var loader = new SchemaLoader(environment, comparison.Of(arguments, environment) with { Subscriptions = false });
        var (one, other) = await loader.LoadAsync(arguments.GetValue(from) is { } start ? parser.Parse(start, "--from") : parser.Migrations,
            parser.Files, cancellation);
        await using var old = one;
        await using var wanted = other;
        foreach (var note in old.Order.Notes.Concat(wanted.Order.Notes)) output.Warn(note);
        var wish = renames.AddTo(TransitionWish.Of(wanted.Source, new RenameQuestion(output).Answer, style), arguments, old.Schema, wanted.Schema);
        var generated = await new MigrationGenerator(loader, environment.Ledger, style).GenerateAsync(names, old, wanted, wish, cancellation);
        var paths = await MigrationFiles.WriteNewAsync(environment.MigrationsDirectory, generated.Migrations, generated.Style,
            TimeProvider.System, cancellation);
        Report(output, [.. generated.Migrations.Zip(paths,
            (m, p) => new GenerateReport.Entry(p.Up, p.Down, m.Up.InTransaction, m.Loses, m.Checks, m.ChecksBack, m.Waits, m.WaitsBack))], generated.Reports);
        if (generated.Migrations.Count == 0)
        {
            output.Say($"Nothing to do: {old.Origin} and {wanted.Origin} are the "
                + $"same{(generated.Reports.Count > 0 ? ", except for what no statement can change" : string.Empty)}. "
                + "Use `--empty` to create an empty migration.");
        }
        else
        {
            Advise(output, old.Origin);
        }
    }

    private static void Report(Output output, IReadOnlyList<GenerateReport.Entry> entries, IReadOnlyList<string> reports)
    {
        foreach (var entry in entries)
        {
            output.Data(entry.Up);
            output.Data(entry.Down);
            foreach (var lost in entry.Loses) output.Warn($"{Path.GetFileName(entry.Up)} permanently loses {lost}; its down file restores only the structure.");
            foreach (var check in entry.Checks) output.Say($"{Path.GetFileName(entry.Up)} stops before its first change unless {check}.");
            foreach (var check in entry.ChecksBack) output.Say($"{Path.GetFileName(entry.Down)} stops before its first change unless {check}.");
            foreach (var wait in entry.Waits) output.Warn($"While {Path.GetFileName(entry.Up)} runs, {wait}.");
            foreach (var wait in entry.WaitsBack) output.Warn($"While {Path.GetFileName(entry.Down)} runs, {wait}.");
        }

        foreach (var report in reports) output.Warn(report);

        output.Document(new GenerateReport("confiture/migrate-generate/1", entries, reports), () => Reports.Default.GenerateReport);
    }

    private static void Advise(Output output, SchemaOrigin origin)
    {
        if (origin is SchemaOrigin.Migrations { Set.Migrations.Count: 0 })
        {
            output.Hint("This is the first migration: it creates the whole schema and fails on a database that was already built. To write only the changes "
                + "since a commit, use `--from git:HEAD`.");
        }

        output.Hint("Each migration was tested on a scratch copy, up and down. Review them, then run `confiture migrate up`.");
    }

    private static ToolException Misnamed(string what) => FoundationErrors.Usage.Error(
        what, "The name becomes part of the file names.", "Give it once, for example `confiture migrate generate --empty add_user_bio`.");
}
