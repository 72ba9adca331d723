using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>A command that looks at many targets at the same time. What one of them throws is said, and the others are looked at all the same.</summary>
internal abstract class OverviewCommand : ToolCommand
{
    private readonly Composition composition;
    private readonly Option<string?> fraise = new("--fraise") { Description = "Only this fraise" };
    private readonly Option<string?> environment = new("--environment", "-e") { Description = "Only this environment" };
    private readonly Option<string?> type = new("--type", "-t") { Description = "Only fraises of this type, for example api or worker" };
    private readonly Option<string> config = ConfigOption.New();

    protected OverviewCommand(Composition composition, string name, string description)
        : base(name, description)
    {
        this.composition = composition;
        foreach (var option in (Option[])[fraise, environment, type, config]) Options.Add(option);
    }

    /// <summary>Looks at every target of the selection.</summary>
    protected async Task<IReadOnlyList<SeenTarget>> LookAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var path = arguments.GetValue(config)!;
        var file = FraisesFile.Load(path);
        var kind = arguments.GetValue(type);
        var names = file.Names(arguments.GetValue(fraise), arguments.GetValue(environment))
            .Where(n => kind is null || file.Fraises.First(f => f.Name == n.Fraise).Type == kind);
        return await Task.WhenAll(names.Select(n => LookAsync(path, n.Fraise, n.Environment, output, cancellation)));
    }

    private async Task<SeenTarget> LookAsync(string path, string name, string stage, Output output, CancellationToken cancellation)
    {
        try
        {
            var target = FraisesFile.Load(path).Select(name, stage);
            lock (this) output.Hide(target.Secrets);
            await using var fleet = await composition.FleetOfAsync(target, new EngineProgress(output, target).On, cancellation);
            return new(
                name, stage, await TargetStatus.LookAsync(target, fleet, cancellation), target.Service is not ServiceSettings.None, null, ExitCode.Ok);
        }
        catch (ToolException e)
        {
            return new(name, stage, null, HasService: false, e.What, e.Code.Exit);
        }
    }
}

/// <summary>What was seen of a target.</summary>
/// <param name="Status">What is live; null when it could not be seen.</param>
/// <param name="HasService">True when something runs that can be stopped.</param>
/// <param name="Problem">Why it could not be seen; null when it could.</param>
internal sealed record SeenTarget(string Fraise, string Environment, TargetStatus? Status, bool HasService, string? Problem, ExitCode Failure)
{
    public ExitCode Exit => Status?.Exit ?? Failure;

    public IReadOnlyList<(string Host, HostStatus? Status, string? Unreachable)> Hosts => Status is null ? []
        : Status.Hosts is { } several ? [.. several.Select(h => (h.Name, h.Status, h.Unreachable))] : [("local", Status.Host, null)];

    /// <summary>The exit code of several: the gravest of what a person must do something about.</summary>
    public static ExitCode Of(IEnumerable<SeenTarget> targets)
    {
        var all = targets.Select(t => t.Exit).ToList();
        return ((ExitCode[])[ExitCode.StateMismatch, ExitCode.Unreachable, ExitCode.Usage, ExitCode.Refused]).FirstOrDefault(all.Contains) is var grave
            && grave != ExitCode.Ok ? grave : all.FirstOrDefault(e => e != ExitCode.Ok);
    }
}

/// <summary>The live state of all targets.</summary>
internal sealed record StatusAllReport(string Schema, IReadOnlyList<ListedTarget> Targets);

/// <summary>A target in a list.</summary>
internal sealed record ListedTarget(string Fraise, string Environment, TargetStatus? Status, string? Problem);

/// <summary><c>fraisier status-all</c>.</summary>
internal sealed class StatusAllCommand(Composition composition)
    : OverviewCommand(composition, "status-all", "Show what is live everywhere: one line per fraise and environment")
{
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var seen = await LookAsync(arguments, output, cancellation);
        IReadOnlyList<ListedTarget> listed = [.. seen.Select(s => new ListedTarget(s.Fraise, s.Environment, s.Status, s.Problem))];
        output.Document(new("fraisier/status-all/1", listed), () => CliJson.Default.StatusAllReport);
        if (seen.Count == 0) output.Say("no fraise matches");
        else output.Table(["FRAISE", "ENVIRONMENT", "RELEASE", "SCHEMA", "SERVICE", "HEALTH", "LAST DEPLOYMENT"], [.. seen.Select(Row)]);
        foreach (var target in seen.Where(s => s.Problem is not null)) output.Warn($"{target.Fraise}/{target.Environment}: {target.Problem}");
        return SeenTarget.Of(seen);
    }

    private static IReadOnlyList<string> Row(SeenTarget target) => target.Status is not { } status
        ? [target.Fraise, target.Environment, "unknown", "-", "-", "-", "-"]
        :
        [
            target.Fraise, target.Environment,
            string.Join(", ", target.Hosts.Select(Release).Distinct(StringComparer.Ordinal)),
            status.Host.SchemaFits switch { true => "fits", false => "differs", null => "-" },
            target.Hosts.Count(h => h.Status?.Service.Runs == true) switch { _ when !target.HasService => "-", 0 => "not running", var n =>
                n == target.Hosts.Count ? "running"
                : "partly running" },
            target.Hosts.Any(h => h.Status?.Health is { Healthy: false }) ? "unhealthy" : target.Hosts.Any(h => h.Status?.Health is null) ? "-" : "healthy",
            status.Lease is not null ? $"deploying, step {status.Lease.Step}"
                : status.Unfinished is not null ? "UNFINISHED" : status.Last is { } last ? $"{Ending.Word(last.Outcome)} {last.EndedAt:u}" : "-",
        ];

    private static string Release((string Host, HostStatus? Status, string? Unreachable) host) =>
        host.Status is null ? "unreachable" : host.Status.Live?.Release.Name ?? "none";
}

/// <summary>The health of all targets.</summary>
internal sealed record HealthDocument(string Schema, bool Healthy, IReadOnlyList<TargetHealth> Targets);

/// <summary>The health of a target on a host; <c>healthy</c> is null when nothing is asked.</summary>
internal sealed record TargetHealth(string Target, string? Host, bool? Healthy, string Detail);

/// <summary><c>fraisier health</c>.</summary>
internal sealed class HealthCommand : OverviewCommand
{
    private readonly Option<bool> json = new("--json") { Description = "The same as --format json" };

    public HealthCommand(Composition composition)
        : base(composition, "health", "Ask the health checks of all services") => Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var seen = await LookAsync(arguments, output, cancellation);
        List<TargetHealth> all = [.. seen.SelectMany(Of)];
        var report = new HealthDocument("fraisier/health/1", all.All(h => h.Healthy != false), all);
        output.Document(report, () => CliJson.Default.HealthDocument);
        if (arguments.GetValue(json) && !output.Json) output.Data(System.Text.Json.JsonSerializer.Serialize(report, CliJson.Default.HealthDocument));
        else if (all.Count == 0) output.Say("no fraise matches");
        else output.Table(["TARGET", "HOST", "HEALTH", "DETAIL"], [.. all.Select(Row)]);
        return report.Healthy ? ExitCode.Ok : seen.Select(s => s.Failure).FirstOrDefault(e => e != ExitCode.Ok, ExitCode.Failed);
    }

    private static IEnumerable<TargetHealth> Of(SeenTarget target) => target.Status is null
        ? [new($"{target.Fraise}/{target.Environment}", null, false, target.Problem!)]
        : target.Hosts.Select(h => new TargetHealth(
            $"{target.Fraise}/{target.Environment}", target.Hosts.Count > 1 ? h.Host : null,
            h.Status is null ? false : h.Status.Health?.Healthy ?? (!target.HasService || h.Status.Service.Runs || h.Status.Live is null ? null : false),
            h.Unreachable ?? h.Status!.Health?.Summary ?? $"no health check is configured; {h.Status.Service.Detail}"));

    private static IReadOnlyList<string> Row(TargetHealth health) =>
        [health.Target, health.Host ?? "-", health.Healthy switch { true => "healthy", false => "UNHEALTHY", null => "-" }, health.Detail];
}
