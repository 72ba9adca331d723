using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>Past deployments, newest first.</summary>
internal sealed record HistoryReport(string Schema, IReadOnlyList<HistoryRecord> Deployments);

/// <summary><c>fraisier history [--fraise NAME] [--environment NAME] [--limit N]</c>.</summary>
internal sealed class HistoryCommand : ToolCommand
{
    private readonly Composition composition;
    private readonly Option<string?> fraise = new("--fraise") { Description = "Show only this fraise" };
    private readonly Option<string?> environment = new("--environment", "-e") { Description = "Show only this environment" };
    private readonly Option<int> limit = NumberOption.New("--limit", "Maximum number of deployments to show", 20);
    private readonly Option<string> config = ConfigOption.New();

    public HistoryCommand(Composition composition)
        : base("history", "Show past deployments on this host, newest first")
    {
        this.composition = composition;
        Options.Add(fraise);
        Options.Add(environment);
        Options.Add(limit);
        Options.Add(config);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var path = arguments.GetValue(config)!;
        var (oneFraise, oneEnvironment) = (arguments.GetValue(fraise), arguments.GetValue(environment));
        List<HistoryRecord> all = [];
        foreach (var name in FraisesFile.Load(path).Names(oneFraise, oneEnvironment))
        {
            await using var open = composition.StoreOf(FraisesFile.Load(path).Select(name.Fraise, name.Environment));
            all.AddRange(await open.Store.RecordsAsync(arguments.GetValue(limit), cancellation));
        }

        var records = all.OrderByDescending(r => r.Id, StringComparer.Ordinal).Take(arguments.GetValue(limit)).ToList();
        output.Document(new("fraisier/history/1", records), () => CliJson.Default.HistoryReport);
        if (records.Count == 0) output.Say("no deployments are recorded here");
        else output.Table(["STARTED", "TARGET", "KIND", "RELEASE", "OUTCOME", "SCHEMA", "SECONDS", "BY"], [.. records.Select(Row)]);
        return ExitCode.Ok;
    }

    private static IReadOnlyList<string> Row(HistoryRecord record) =>
    [
        $"{record.StartedAt:u}", record.Target, record.Kind.ToString().ToLowerInvariant(), record.Release.Name,
        Ending.Word(record.Outcome) + (record.Recovered ? " (recovered)" : string.Empty), Ending.Schema(record.Schema),
        $"{(record.EndedAt - record.StartedAt).TotalSeconds:0.0}", record.By,
    ];
}
