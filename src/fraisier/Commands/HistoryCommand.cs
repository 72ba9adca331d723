using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
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
    private readonly Option<int> limit = new("--limit")
    {
        Description = "Maximum number of deployments to show",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
        CustomParser = Number,
    };
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

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var path = arguments.GetValue(config)!;
        var (oneFraise, oneEnvironment) = (arguments.GetValue(fraise), arguments.GetValue(environment));
        var records = FraisesFile.Load(path).Names(oneFraise, oneEnvironment).Select(name => FraisesFile.Load(path).Select(name.Fraise, name.Environment))
            .SelectMany(target => composition.StoreOf(target).NewestFirst())
            .OrderByDescending(r => r.Id, StringComparer.Ordinal)
            .Take(arguments.GetValue(limit)).ToList();
        output.Document(new("fraisier/history/1", records), () => CliJson.Default.HistoryReport);
        if (records.Count == 0) output.Say("no deployments are recorded here");
        else output.Table(["STARTED", "TARGET", "KIND", "RELEASE", "OUTCOME", "SCHEMA", "SECONDS", "BY"], [.. records.Select(Row)]);
        return Task.FromResult(ExitCode.Ok);
    }

    private static int Number(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1) return number;
        argument.AddError($"`--limit` must be a whole number of 1 or more, not `{text}`.");
        return 0;
    }

    private static IReadOnlyList<string> Row(HistoryRecord record) =>
    [
        $"{record.StartedAt:u}", record.Target, record.Kind.ToString().ToLowerInvariant(), record.Release.Name,
        Ending.Word(record.Outcome) + (record.Recovered ? " (recovered)" : string.Empty), Ending.Schema(record.Schema),
        $"{(record.EndedAt - record.StartedAt).TotalSeconds:0.0}", record.By,
    ];
}
