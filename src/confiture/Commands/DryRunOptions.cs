using System.CommandLine;
using Confiture.Project;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>The options of dry runs, which up and down share, and their one way through a command.</summary>
internal sealed class DryRunOptions
{
    private readonly Option<bool> predict = new("--dry-run") { Description = "Show what each statement would lock, scan and rewrite; change nothing" };
    private readonly Option<bool> execute = new("--dry-run-execute")
    {
        Description = "Run all in one transaction that is rolled back; show what the server did",
    };

    private readonly Option<string?> file = new("--output", "-o") { Description = "Write the report of a dry run into FILE", HelpName = "FILE" };

    public DryRunOptions(Command command)
    {
        foreach (var option in (Option[])[predict, execute, file]) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(predict) is not null && result.GetResult(execute) is not null)
                result.AddError("`--dry-run` and `--dry-run-execute` exclude each other.");
            if (result.GetResult(file) is not null && result.GetResult(predict) is null && result.GetResult(execute) is null)
                result.AddError("`--output` is for `--dry-run` and `--dry-run-execute`.");
        });
    }

    /// <summary>Those that have no meaning for many databases, where each is only predicted.</summary>
    public IReadOnlyList<Option> ForOneDatabase => [execute, file];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [predict, execute, file];

    /// <summary>Whether the command is a dry run.</summary>
    public bool Wanted(ParseResult arguments) => arguments.GetValue(predict) || Executes(arguments);

    /// <summary>Whether it is one that executes.</summary>
    public bool Executes(ParseResult arguments) => arguments.GetValue(execute);

    /// <summary>Says what a dry run leaves out.</summary>
    public static void SayHooks(Output output, ConfitureEnvironment environment)
    {
        var hooks = environment.Hooks.Load().Count;
        if (hooks > 0) output.Warn($"{Counted.Of(hooks, "hook")} would run around the migrations and {(hooks == 1 ? "is" : "are")} not looked at here.");
    }

    /// <summary>Shows a dry run, and fails as it failed.</summary>
    /// <param name="database">The name of the database.</param>
    /// <param name="run">Predicts or executes.</param>
    public async Task<ExitCode> RunAsync(ParseResult arguments, Output output, string database, Func<Task<DryRunResult>> run)
    {
        var path = arguments.GetValue(file);
        // Before the work rather than after it.
        if (path is not null) Output.RequireWritable(path);
        var result = await run();
        var report = DryRunReport.Of(database, result);
        if (path is not null && output.Json) output.SaveDocument(path, report, () => Reports.Default.DryRunReport);
        else if (path is not null) output.Save(path, string.Concat(DryRunText.Lines(result).Select(line => line + "\n")));
        foreach (var line in path is null ? DryRunText.Lines(result) : []) output.Data(line);
        if (path is null) output.Document(report, () => Reports.Default.DryRunReport);
        if (result.Rehearsal?.Failure is { } failure) throw failure;
        var verb = result.Verb == Migrations.MigrationVerb.Up ? "applied" : "rolled back";
        output.Say(result.Migrations.Count == 0 ? $"Nothing to do: no migration would be {verb}."
            : $"{Counted.Of(result.Migrations.Count, "migration")} would be {verb}. Nothing was changed.");
        return ExitCode.Ok;
    }
}
