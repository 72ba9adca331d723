using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>What the history says in figures, for each target.</summary>
internal sealed record StatsReport(string Schema, IReadOnlyList<DeploymentStatistics> Targets);

/// <summary><c>fraisier stats [--fraise NAME] [--environment NAME] [--days N]</c>.</summary>
internal sealed class StatsCommand : ToolCommand
{
    private const int Month = 30, Century = 36_500;
    private readonly Composition composition;
    private readonly Option<string?> fraise = new("--fraise") { Description = "Count only this fraise" };
    private readonly Option<string?> environment = new("--environment", "-e") { Description = "Count only this environment" };
    private readonly Option<int> days = NumberOption.New("--days", "Count deployments that ended within the last N days", Month, Century);
    private readonly Option<string> config = ConfigOption.New();

    public StatsCommand(Composition composition)
        : base("stats", "Show how often deployments succeed and how long they take, with the four DORA metrics")
    {
        this.composition = composition;
        Options.Add(fraise);
        Options.Add(environment);
        Options.Add(days);
        Options.Add(config);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var (path, period, now) = (arguments.GetValue(config)!, arguments.GetValue(days), composition.Time.GetUtcNow());
        List<DeploymentStatistics> targets = [];
        foreach (var name in FraisesFile.Load(path).Names(arguments.GetValue(fraise), arguments.GetValue(environment)))
        {
            var target = FraisesFile.Load(path).Select(name.Fraise, name.Environment);
            await using var open = composition.StoreOf(target);
            targets.Add(DeploymentStatistics.Of(target.Name, await open.Store.RecordsAsync(int.MaxValue, cancellation), period, now));
        }

        output.Document(new("fraisier/stats/1", targets), () => CliJson.Default.StatsReport);
        output.Say($"the last {Foundation.Text.Counted.Of(period, "day")}");
        output.Table(
            [
                "TARGET", "DEPLOYMENTS", "SUCCEEDED", "ROLLED BACK", "STUCK", "MANUAL ROLLBACKS", "MEDIAN", "95 %", "PER DAY", "LEAD TIME", "FAILURES",
                "RESTORED IN",
            ],
            [.. targets.Select(Row)]);
        return ExitCode.Ok;
    }

    private static IReadOnlyList<string> Row(DeploymentStatistics target) =>
    [
        target.Target, $"{target.Deployments}", $"{target.Succeeded}{(target.SuccessRate is { } rate ? $" ({rate:0 %})" : string.Empty)}",
        $"{target.RolledBack}", $"{target.RollbackFailed}", $"{target.ManualRollbacks}", Duration(target.MedianSeconds), Duration(target.P95Seconds),
        $"{target.DeploymentsPerDay:0.##}", Duration(target.LeadTimeSeconds), target.ChangeFailureRate is { } failures ? $"{failures:0 %}" : "-",
        Duration(target.RestoreSeconds),
    ];

    private static string Duration(double? seconds) => seconds switch
    {
        null => "-",
        < 60 => $"{seconds:0.0} s",
        < 3_600 => $"{seconds / 60:0.0} min",
        < 172_800 => $"{seconds / 3_600:0.0} h",
        _ => $"{seconds / 86_400:0.0} d",
    };
}
