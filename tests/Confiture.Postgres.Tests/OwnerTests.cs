namespace Confiture.Postgres.Tests;

/// <summary>What happens to servers when their owners are killed, and to owners of other users.
/// Alone, because whoever starts a server beside these tests removes what they leave.</summary>
[Collection(nameof(OwnerTests))]
[CollectionDefinition(nameof(OwnerTests), DisableParallelization = true)]
public sealed class OwnerTests
{
    private const int Nobody = 65534;

    // A user of this run alone: what an earlier run left in a stranger's name must not matter.
    private static readonly int Stranger = 100_000 + Environment.ProcessId;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task The_server_of_a_killed_owner_is_removed_by_the_next_start()
    {
        await using var owner = await OwnerProgram.ServeAsync();
        await owner.KillAsync();
        Assert.NotEmpty(World.ProcessesIn(owner.Directory));
        await using var next = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, Never);
        World.AssertNothingIsLeft(owner.Directory, owner.Postmaster);
    }

    [Fact]
    public async Task The_server_of_a_living_owner_is_left_alone()
    {
        await using var owner = await OwnerProgram.ServeAsync();
        await using (await TemporaryServer.StartAsync(TemporaryServerOptions.Default, Never))
            Assert.Contains(owner.Postmaster, World.ProcessesIn(owner.Directory));
        var (exitCode, _, _) = await owner.EndAsync();
        Assert.Equal(0, exitCode);
        World.AssertNothingIsLeft(owner.Directory, owner.Postmaster);
    }

    [Fact]
    public async Task Shared_memory_of_a_killed_server_is_freed_too()
    {
        await using var owner = await OwnerProgram.ServeAsync();
        await owner.KillAsync();
        Assert.Equal(0, await World.RunAsync("kill", "-9", $"{owner.Postmaster}"));
        for (var i = 0; i < 200 && World.ProcessesIn(owner.Directory).Count > 0; i++) await Task.Delay(50);
        Assert.Contains(World.SharedMemory(), segment => segment.Creator == owner.Postmaster);
        await using var next = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, Never);
        World.AssertNothingIsLeft(owner.Directory, owner.Postmaster);
    }

    [Fact]
    public async Task Owners_killed_at_any_moment_of_a_start_leave_nothing_after_the_next_one()
    {
        List<int> pids = [];
        var others = World.SharedMemory().Select(segment => segment.Creator).ToHashSet();
        foreach (var milliseconds in (int[])[120, 200, 250, 300, 350, 400, 450, 500, 600, 700])
        {
            await using var owner = OwnerProgram.Begin(["serve"]);
            await Task.Delay(milliseconds);
            pids.Add(owner.Pid);
            await owner.KillAsync();
        }

        var memory = World.SharedMemory().Select(segment => segment.Creator).Except(others).ToHashSet();
        await using var next = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, Never);
        var records = Directory.GetFiles("/tmp/confiture-0/records", "*.json").Select(File.ReadAllText).ToList();
        Assert.DoesNotContain(records, record => pids.Any(pid => record.Contains($"\"pid\":{pid},", StringComparison.Ordinal)));
        foreach (var directory in Directory.GetDirectories("/tmp/confiture-0/places"))
            Assert.True(File.Exists(World.RecordOf(directory)) || !Directory.Exists(directory), $"{directory} has no record");
        // A server of another test that is just shutting down has let go of its segment and not removed it yet.
        for (var i = 0; i < 100 && Abandoned(); i++) await Task.Delay(50);
        Assert.False(Abandoned());
        bool Abandoned() => World.SharedMemory().Any(segment => segment.Attached == 0 && memory.Contains(segment.Creator));
    }

    [Fact]
    public async Task The_first_servers_of_a_user_make_one_data_directory()
    {
        var cache = Directory.CreateTempSubdirectory("confiture-cache-").FullName;
        Assert.Equal(0, await World.RunAsync("chown", $"{Nobody}", cache));
        var owners = Enumerable.Range(0, 4).Select(_ => OwnerProgram.Begin(["serve"], Nobody, ("XDG_CACHE_HOME", cache), ("HOME", cache))).ToList();
        foreach (var owner in owners)
        {
            var (exitCode, _, errors) = await owner.EndAsync();
            Assert.True(exitCode == 0, errors);
        }

        Assert.Single(Directory.GetDirectories(Path.Combine(cache, "confiture", "data")));
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Concurrent_starters_remove_the_dead_once_and_keep_the_living()
    {
        var dead = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OwnerProgram.ServeAsync()));
        foreach (var owner in dead) await owner.KillAsync();
        var living = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OwnerProgram.ServeAsync()));
        foreach (var owner in dead) World.AssertNothingIsLeft(owner.Directory, owner.Postmaster);
        Assert.Equal(8, living.Select(owner => owner.Directory).Distinct().Count());
        foreach (var owner in living)
        {
            Assert.Contains(owner.Postmaster, World.ProcessesIn(owner.Directory));
            Assert.Equal(0, (await owner.EndAsync()).ExitCode);
            World.AssertNothingIsLeft(owner.Directory, owner.Postmaster);
        }
    }

    [Fact]
    public async Task An_ordinary_user_runs_servers_of_its_own()
    {
        using var home = new TemporaryHome(Nobody);
        await using var first = await OwnerProgram.ServeAsync(Nobody, home.Environment);
        Assert.StartsWith($"/tmp/confiture-{Nobody}/places/", first.Directory, StringComparison.Ordinal);
        await first.KillAsync();
        await using var second = await OwnerProgram.ServeAsync(Nobody, home.Environment);
        World.AssertNothingIsLeft(first.Directory, first.Postmaster);
        Assert.Equal(0, (await second.EndAsync()).ExitCode);
        World.AssertNothingIsLeft(second.Directory, second.Postmaster);
    }

    [Fact]
    public async Task An_owner_killed_while_it_prepares_the_first_data_directory_does_not_spoil_the_next_start()
    {
        using var home = new TemporaryHome(Nobody);
        var data = $"{home.Cache}/confiture/data";
        await using (var owner = OwnerProgram.Begin(["serve"], Nobody, home.Environment))
        {
            for (var i = 0; i < 500 && !(Directory.Exists(data)
                && Directory.GetDirectories(data, "*.new").Any(draft => Directory.Exists($"{draft}/base"))); i++)
            {
                await Task.Delay(10);
            }

            await owner.KillAsync();
        }

        Assert.Single(Directory.GetDirectories(data, "*.new"));
        await using var next = await OwnerProgram.ServeAsync(Nobody, home.Environment);
        Assert.Empty(Directory.GetDirectories(data, "*.new"));
        Assert.Equal(0, (await next.EndAsync()).ExitCode);
        World.AssertNothingIsLeft(next.Directory, next.Postmaster);
    }

    [Fact]
    public async Task A_full_disk_is_named_with_what_to_do()
    {
        using var home = new TemporaryHome(Nobody);
        var registry = $"/tmp/confiture-{Nobody}";
        Directory.CreateDirectory($"{registry}/places");
        Assert.Equal(0, await World.RunAsync("chown", "-R", $"{Nobody}", registry));
        Assert.Equal(0, await World.RunAsync("mount", "-t", "tmpfs", "-o", $"size=5m,mode=711,uid={Nobody}", "tmpfs", $"{registry}/places"));
        try
        {
            await using var owner = OwnerProgram.Begin(["serve"], Nobody, home.Environment);
            var (exitCode, _, errors) = await owner.EndAsync();
            Assert.Equal(1, exitCode);
            Assert.Contains("CONF-PG-021", errors, StringComparison.Ordinal);
            Assert.Contains("No space left on device", errors, StringComparison.Ordinal);
            Assert.Contains($"df -h {registry}", errors, StringComparison.Ordinal);
            Assert.Empty(Directory.GetDirectories($"{registry}/places"));
        }
        finally
        {
            Assert.Equal(0, await World.RunAsync("umount", $"{registry}/places"));
        }
    }

    [Fact]
    public async Task A_user_without_a_home_runs_servers_too()
    {
        await using var owner = await OwnerProgram.ServeAsync(Nobody, ("HOME", "/nonexistent"), ("XDG_CACHE_HOME", null));
        Assert.Equal(0, (await owner.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_registry_that_someone_else_made_is_refused(bool link)
    {
        var directory = $"/tmp/confiture-{Stranger}";
        var elsewhere = Directory.CreateTempSubdirectory("confiture-test-").FullName;
        try
        {
            if (link) File.CreateSymbolicLink(directory, elsewhere);
            else Directory.CreateDirectory(directory);
            if (link) Assert.Equal(0, await World.RunAsync("chown", $"{Stranger}:{Stranger}", elsewhere));
            await using var owner = OwnerProgram.Begin(["serve"], Stranger);
            var (exitCode, _, errors) = await owner.EndAsync();
            Assert.Equal(6, exitCode);
            Assert.Contains("CONF-PG-022", errors, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        }
        finally
        {
            if (link) File.Delete(directory);
            else Directory.Delete(directory, recursive: true);
            Directory.Delete(elsewhere);
        }
    }
}
