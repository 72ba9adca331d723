using System.Reflection;
using Foundation.Files;
using Foundation.Processes;
using Fraisier.Deployment;

namespace Fraisier.Cli;

/// <summary>The parts of the commands. The default is the product; tests inject faults.</summary>
public sealed record Composition
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the engine is put together.</summary>
    public EngineAssembly Engine { get; init; } = new();

    /// <summary>Replaces parts of what a host acts on.</summary>
    public Func<HostParts, HostParts> Parts { get; init; } = parts => parts;

    /// <summary>Hears of every migration after progress was shown.</summary>
    public IMigratorObserver? Migrations { get; init; }

    /// <summary>The deployment store of a target.</summary>
    public IDeploymentStore StoreOf(Target target) => new DeploymentFiles(HostDirectory.Of(target).Root, Time);

    /// <summary>The command that starts the agent of a target's host; null when that is the host of this process.</summary>
    public Func<Target, Command?> Agent { get; init; } = _ => null;

    /// <summary>Makes the pipe of a started agent.</summary>
    public Func<PipedProcess, MessagePipe>? PipeOf { get; init; }

    /// <summary>The host of a target.</summary>
    /// <param name="observer">Notified of each migration.</param>
    /// <param name="cancellation">Ends the look at the target's directory.</param>
    public async Task<IHost> HostOfAsync(Target target, IMigratorObserver observer, CancellationToken cancellation) =>
        Agent(target) is { } agent
            ? new PipedHost(BareMetal.HostName, target, agent, new Both(observer, Migrations), PipeOf)
            : await LocalHostOfAsync(target, observer, cancellation);

    /// <summary>The host of this process.</summary>
    /// <param name="observer">Notified of each migration.</param>
    /// <param name="cancellation">Ends the look at the target's directory.</param>
    public async Task<IHost> LocalHostOfAsync(Target target, IMigratorObserver observer, CancellationToken cancellation)
    {
        // All access to the files of this host starts here.
        FileOwner.UseOwnersMask();
        return new LocalHost(Parts(await new BareMetal(Supervise, new Both(observer, Migrations), Time).PartsAsync(target, cancellation)));
    }

    // An installed tool is an executable; under `dotnet x.dll` the runtime is.
    internal static Command Supervise(string directory) => Self(SuperviseCommand.Word, directory);

    /// <summary>This program with other arguments.</summary>
    public static Command Self(params IReadOnlyList<string> arguments)
    {
        var self = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? Command.Of(self, [Path.Combine(AppContext.BaseDirectory, Assembly.GetEntryAssembly()!.GetName().Name + ".dll"), .. arguments])
            : Command.Of(self, arguments);
    }

    private sealed class Both(IMigratorObserver one, IMigratorObserver? other) : IMigratorObserver
    {
        public void Heard(MigratorNews news)
        {
            one.Heard(news);
            other?.Heard(news);
        }
    }
}
