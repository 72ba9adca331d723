using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>What a person does with the service and the live release of a host, without a deployment.</summary>
/// <param name="parts">What the host acts on.</param>
internal sealed class ServiceControl(HostParts parts)
{
    /// <summary>Restarts or stops the service.</summary>
    public async Task<StepResult> ActAsync(ServiceVerb verb, CancellationToken cancellation)
    {
        if (!parts.Service.IsThere) throw NoService();
        if (verb == ServiceVerb.Stop)
        {
            await parts.Service.StopAsync(cancellation);
            return new("stopped");
        }

        var live = await RequireLiveAsync(cancellation);
        await parts.Service.StartAsync(live.Release, parts.Releases.WorkingDirectory(live.Release), cancellation);
        return new(parts.Health is null ? (await parts.Service.ObserveAsync(cancellation)).Detail
            : (await HealthStep.RequireHealthyAsync(live.Release, parts, cancellation)).Summary);
    }

    /// <summary>Passes the service's log on.</summary>
    public async Task LogsAsync(int lines, bool follow, Action<byte[], bool> said, CancellationToken cancellation)
    {
        var command = parts.Service.LogCommand(lines, follow) ?? throw NoService();
        using var process = StreamedProcess.Start(command, said);
        if (await process.WaitAsync(null, cancellation) is not 0 and var code) throw NoLog(command, code);
    }

    /// <summary>Runs a program in the live release.</summary>
    public async Task<int> ExecuteAsync(IReadOnlyList<string> command, Stream? input, Action<byte[], bool> said, CancellationToken cancellation)
    {
        using var process = StreamedProcess.Start(await CommandAsync(command, cancellation), said);
        return await process.WaitAsync(input, cancellation);
    }

    /// <summary>A program as it is run in the live release.</summary>
    public async Task<Command> CommandAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        var live = await RequireLiveAsync(cancellation);

        // The same on every host, and nothing of whoever asks: a variable of theirs must not lead to another database.
        var environment = PlainEnvironment.Of(live.Release);
        if (Environment.GetEnvironmentVariable("TERM") is { } terminal) environment["TERM"] = terminal;
        foreach (var (name, value) in await parts.Service.EnvironmentAsync(live.Release, cancellation)) environment[name] = value;
        return Command.Of(command[0], [.. command.Skip(1)]) with
        {
            WorkingDirectory = live.Directory, Environment = environment, InheritsEnvironment = false,
        };
    }

    private async Task<Placement> RequireLiveAsync(CancellationToken cancellation) =>
        await parts.Releases.LiveAsync(cancellation) ?? throw DeploymentErrors.NoPrevious.Error(
            $"Nothing is live on {parts.HostName}.", $"{parts.Target} was never deployed there, or its link was removed.",
            $"Deploy first: fraisier deploy {parts.Target.Fraise} {parts.Target.Environment}");

    private ToolException NoLog(Command command, int code) => DeploymentErrors.Service.Error(
        $"The log of {parts.Target} cannot be read: `{command.Program}` ended with exit code {code}.",
        "The service has not run yet, its log was removed, or this user may not read it.",
        $"See whether it runs: fraisier status {parts.Target.Fraise} {parts.Target.Environment}");

    private ToolException NoService() => DeploymentErrors.Service.Error(
        $"{parts.Target} has no service.", "fraises.yaml names neither `systemd_service` nor `service`.", "Add one of them to the environment.");
}
