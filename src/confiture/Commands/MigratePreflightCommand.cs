using System.CommandLine;
using System.Text.Json;
using Confiture.Project;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record PreflightReport(string Schema, bool Ready, IReadOnlyList<PreflightReport.Result> Checks)
{
    internal sealed record Result(string Check, string State, string Text, IReadOnlyList<string> Details, string? Fix);
}

internal sealed class MigratePreflightCommand : ToolCommand
{
    private readonly Option<TimeSpan?> lockTimeout = Limits.Time("--lock-timeout", "The wait of `migrate up` for a lock (default: 2s)");
    private readonly ProjectOptions project;

    public MigratePreflightCommand()
        : base("preflight", "Check whether `migrate up` would succeed now; change nothing (exit 1 if not)")
    {
        Add(lockTimeout);
        project = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var environment = project.Environment(arguments, output);
        DryRunOptions.SayHooks(output, environment);
        var options = ProjectOptions.Options(environment);
        options = options with { StatementLockWait = arguments.GetValue(lockTimeout) ?? options.StatementLockWait };
        var (lines, exit) = await new Readiness(environment, options, TimeProvider.System).RunAsync(cancellation);
        foreach (var line in lines)
        {
            output.Data($"{Word(line.State),-4}  {line.Check}: {line.Text}");
            foreach (var detail in line.Details) output.Data($"      {detail}");
            if (line is { State: not ReadinessState.Ok, Fix: { } fix }) output.Data($"      fix: {fix}");
        }

        var (fails, warnings) = (lines.Count(l => l.State == ReadinessState.Fail), lines.Count(l => l.State == ReadinessState.Warn));
        output.Say(fails > 0 ? $"`migrate up` would fail: {Counted.Of(fails, "check")} failed."
            : $"Ready: `migrate up` would succeed{(warnings > 0 ? $", with {Counted.Of(warnings, "warning")}" : string.Empty)}.");
        output.Document(
            new PreflightReport("confiture/migrate-preflight/1", fails == 0,
                [.. lines.Select(l => new PreflightReport.Result(l.Check, Word(l.State), l.Text, l.Details, l.State == ReadinessState.Ok ? null : l.Fix))]),
            () => Reports.Default.PreflightReport);
        return exit;
    }

    private static string Word(ReadinessState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
