using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>What is live.</summary>
internal sealed record StatusReport(string Schema, string Target, TargetStatus Status);

/// <summary><c>fraisier status FRAISE ENVIRONMENT</c>.</summary>
internal sealed class StatusCommand(Composition composition) : TargetCommand("status", "Show what is live: release, schema, service, health, lease")
{
    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        await using var fleet = await composition.FleetOfAsync(target, new EngineProgress(output, target).On, cancellation);
        var status = await TargetStatus.LookAsync(target, fleet, cancellation);
        var seen = status.Host;
        output.Document(new("fraisier/status/1", target.Name, status), () => CliJson.Default.StatusReport);
        output.Data($"target    {target}");
        if (status.Hosts is { } hosts) ShowHosts(hosts, output);
        output.Data($"release   {(seen.Live?.Release is { } r ? $"{r.Name} ({r.Commit})" : seen.Unadopted ?? "nothing is live")}");
        output.Data($"schema    {seen.Schema}");
        var misfit = seen is { ServiceFits: false, Service.Runs: true } ? ", but not with the release on disk" : string.Empty;
        output.Data($"service   {seen.Service.Detail}{misfit}");
        output.Data($"health    {seen.Health?.Summary ?? "not checked: no health_check is configured"}");
        output.Data($"lease     {(status.Lease is { } lease ? $"held by {lease.Who}: deployment {lease.Deployment}, step {lease.Step}" : "free")}");
        output.Data($"last      {(status.Last is { } last ? $"{Ending.Sentence(last)} at {last.EndedAt:u}" : "no deployment is recorded")}");
        if (status.Unfinished is { } unfinished)
        {
            output.Warn($"deployment {unfinished} is unfinished");
            if (status.Lease is null) output.Hint($"finish or roll it back with: fraisier recover {target.Fraise} {target.Environment}");
        }

        return status.Exit;
    }

    private static void ShowHosts(IReadOnlyList<SeenHost> hosts, Output output)
    {
        foreach (var host in hosts)
        {
            output.Data($"host      {host.Name}: " + (host.Status is not { } seen ? $"UNREACHABLE: {host.Unreachable}"
                : $"{seen.Live?.Release.Name ?? seen.Unadopted ?? "nothing is live"}, {seen.Service.Detail}, "
                    + (seen.Health is { } health ? (health.Healthy ? "healthy" : $"UNHEALTHY: {health.Answer}") : "health not checked")));
        }
    }
}
