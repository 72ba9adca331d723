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

    /// <summary>The way to a host's agent; null when it is the host of this process.</summary>
    public Func<HostAddress, IAgentChannel?> Channel { get; init; } =
        address => address.Ssh is { } ssh ? new SshChannel(address, ssh, AgentExecutables.Beside(OwnExecutable)) : null;

    /// <summary>False when an agent leaves what its controller has left unfinished to another controller.</summary>
    public bool AgentsFinish { get; init; } = true;

    /// <summary>The hosts and the store of a target. Nothing is contacted before it is asked.</summary>
    /// <param name="observers">Notified of each migration on a host.</param>
    /// <param name="cancellation">Ends the look at the target's directory.</param>
    public async Task<Fleet> FleetOfAsync(Target target, Func<string, IMigratorObserver> observers, CancellationToken cancellation)
    {
        List<IHost> hosts = [];
        foreach (var address in target.Hosts) hosts.Add(await HostOfAsync(target, address, observers(address.Name), cancellation));
        return new(hosts, hosts[0] is PipedHost first ? new PipedStore(first) : FilesOf(target));
    }

    /// <summary>The store of a target, without its hosts where it is on this one.</summary>
    public OpenStore StoreOf(Target target)
    {
        if (Channel(target.FirstHost) is not { } channel) return new(FilesOf(target), null);
        var host = new PipedHost(target.FirstHost.Name, target, channel, new Silence());
        return new(new PipedStore(host), host);
    }

    /// <summary>What sends commits to a target's hosts; null when they fetch them themselves.</summary>
    public CommitSender? SenderOf(Target target) =>
        target is { Transfer: Transfer.Push, Repository: not null } ? new(target, CacheDirectory("mirrors"), Time) : null;

    /// <summary>What an agent serves on this host.</summary>
    /// <param name="host">The host's name in plans.</param>
    /// <param name="observer">Notified of each migration.</param>
    /// <param name="cancellation">Ends the look at the target's directory.</param>
    public async Task<Served> ServedAsync(Target target, string host, IMigratorObserver observer, CancellationToken cancellation)
    {
        var (local, store) = (await LocalHostOfAsync(target, host, observer, cancellation), FilesOf(target));
        return new(local, store, async () =>
        {
            if (AgentsFinish) await new Bequest(target, local, store, Time).FinishAsync();
            await local.DisposeAsync();
        });
    }

    /// <summary>This program's executable; null under a runtime that is started by itself.</summary>
    public static string? OwnExecutable =>
        Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) != "dotnet" ? self : null;

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

    private static string CacheDirectory(string name) => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)
            ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "fraisier", name);

    private async Task<IHost> HostOfAsync(Target target, HostAddress address, IMigratorObserver observer, CancellationToken cancellation) =>
        Channel(address) is { } channel
            ? new PipedHost(address.Name, target, channel, new Both(observer, Migrations))
            : await LocalHostOfAsync(target, address.Name, observer, cancellation);

    private async Task<IHost> LocalHostOfAsync(Target target, string name, IMigratorObserver observer, CancellationToken cancellation)
    {
        // All access to the files of this host starts here.
        FileOwner.UseOwnersMask();
        return new LocalHost(Parts(await new BareMetal(Supervise, new Both(observer, Migrations), Time).PartsAsync(target, name, cancellation)));
    }

    private DeploymentFiles FilesOf(Target target) => new(HostDirectory.Of(target).Root, Time);

    private sealed class Both(IMigratorObserver one, IMigratorObserver? other) : IMigratorObserver
    {
        public void Heard(MigratorNews news)
        {
            one.Heard(news);
            other?.Heard(news);
        }
    }

    private sealed class Silence : IMigratorObserver
    {
        public void Heard(MigratorNews news)
        {
        }
    }
}

/// <summary>A store, and what leads to it.</summary>
/// <param name="Store">What the controllers share.</param>
/// <param name="Host">The host that it is on; null when it is this one.</param>
public sealed record OpenStore(IDeploymentStore Store, IAsyncDisposable? Host) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
