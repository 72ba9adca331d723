using System.Collections.Concurrent;
using Confiture.Postgres;
using Fraisier.Deployment.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Fleet.Tests.HostPool))]

namespace Fleet.Tests;

/// <summary>The database server, a repository, and booted hosts that tests take and give back.</summary>
public sealed class HostPool : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<FleetHost>> free = new(StringComparer.Ordinal);
    private readonly string root = HostPlace.Scratch();

    public TemporaryServer Postgres { get; private set; } = null!;

    /// <summary>The private key of whoever deploys.</summary>
    public string Key => Path.Combine(root, "key");

    public async ValueTask InitializeAsync()
    {
        await Machine.RootFileSystem.Value; // It says what is missing.
        HostPlace.Sweep();
        Postgres = await TemporaryServer.StartAsync(
            new() { Settings = new Dictionary<string, string> { ["autovacuum"] = "off" } }, TestContext.Current.CancellationToken);
        await Machine.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-f", Key);
        await TestRepository.WithReleasesAsync(Path.Combine(root, "repository"));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(free.Values.SelectMany(bag => bag).Select(h => h.DisposeAsync().AsTask()));
        if (Postgres is not null) await Postgres.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);
    }

    internal Task CopyRepositoryAsync(string to) => Machine.RunAsync("cp", "-a", Path.Combine(root, "repository"), to);

    /// <summary>Hosts web1, web2 and so on; they have nothing deployed.</summary>
    internal Task<FleetHost[]> TakeAsync(int count) => Task.WhenAll(Enumerable.Range(1, count).Select(async number =>
    {
        if (FreeOnes($"web{number}").TryTake(out var host)) return host;
        host = await FleetHost.MakeAsync($"web{number}", await PublicKeyAsync());
        await host.BootAsync();
        return host;
    }));

    /// <summary>What still runs is cleared for the next test; what does not is thrown away.</summary>
    internal Task GiveBackAsync(IEnumerable<FleetHost> hosts) => Task.WhenAll(hosts.Select(async host =>
    {
        if (host.IsUp && await IsClearedAsync(host)) FreeOnes(host.Name).Add(host);
        else await host.DisposeAsync();
    }));

    private async Task<bool> IsClearedAsync(FleetHost host)
    {
        try
        {
            await host.AuthorizeAsync(await PublicKeyAsync());
            await host.ClearAsync();
            return true;
        }
        catch (Foundation.Errors.ToolException)
        {
            return false;
        }
    }

    internal Task<string> PublicKeyAsync() => File.ReadAllTextAsync(Key + ".pub");

    private ConcurrentBag<FleetHost> FreeOnes(string name) => free.GetOrAdd(name, _ => []);
}
