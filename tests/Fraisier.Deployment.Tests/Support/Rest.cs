using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>What must be true of a site at rest, whichever release it runs.</summary>
internal static class Rest
{
    /// <summary>Asserts that code, schema and service are those of a tag's release and that nothing is half done; null asserts that nothing is live.</summary>
    public static async Task<World> IsAsync(Site site, string? tag, int processes = 1)
    {
        var world = await World.LookAsync(site);
        Assert.Equal(tag is null ? null : await site.Commits.CommitOf(tag), world.Live);
        Assert.Equal(tag is null ? [] : await site.Commits.VersionsAsync(tag), VersionsOf(world)); // I1: the ledger is that of the release,
        Assert.Equal(tag is null ? null : $"version {await VersionAsync(site, tag)}", world.Version); // and its own health check says that the columns are.
        Assert.Equal(tag is null ? 0 : processes, world.ServiceProcesses);
        Assert.False(world.Locked, "I3 the lease is held");
        Assert.Equal(0, world.OpenJournals);
        Assert.Equal(world.History.Count, world.History.Select(r => r.Id).Distinct().Count()); // I5
        AssertEffectsOnce(world);
        return world;
    }

    /// <summary>As <see cref="IsAsync"/>; and I11: recovery changes nothing.</summary>
    public static async Task<World> StaysAsync(Site site, string? tag)
    {
        var world = await IsAsync(site, tag);
        var again = await site.RecoverAsync();
        Assert.True(again.Succeeded, again.Errors);
        Assert.Equal(Text(world), Text(await World.LookAsync(site)));
        return world;
    }

    public static IReadOnlyList<string> VersionsOf(World world) =>
        [.. world.Ledger.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0])];

    public static string Text(World world) => Sweep.Invariants.Text(world);

    public static void Exits(int code, CommandResult result) =>
        Assert.True(result.ExitCode == code, $"exit {result.ExitCode} and not {code}:\n{result.Output}\n{result.Errors}");

    // I6: a migration of the test repository writes +1 when it is applied and -1 when it is taken back.
    private static void AssertEffectsOnce(World world)
    {
        foreach (var effect in world.Effects.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (version, net) = (effect.Split('=')[0], effect.Split('=')[1]);
            Assert.Equal("1", net);
            Assert.Contains(version, VersionsOf(world));
        }
    }

    private static async Task<string> VersionAsync(Site site, string tag) =>
        (await site.Commits.GitAsync("show", $"{tag}:app.txt")).Split('\n').First(l => l.StartsWith("version=", StringComparison.Ordinal))["version=".Length..];
}
