using System.Collections.Concurrent;
using Foundation.Errors;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>What Fraisier keeps under the application's directory.</summary>
public sealed class StoreTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_journal_that_is_cut_at_any_byte_of_its_last_line_opens_with_the_entries_before_it()
    {
        var directory = Directory.CreateTempSubdirectory("fraisier-journal-").FullName;
        try
        {
            var path = Path.Combine(directory, "one.journal");
            var journal = JournalFile.Open(path);
            journal.Append(new JournalEntry.TookOver("one"));
            var before = new FileInfo(path).Length;
            journal.Append(new JournalEntry.Began(new(StepName.Migrate, "web1"), StepVerb.Do));
            var whole = await File.ReadAllBytesAsync(path);
            for (var length = before; length <= whole.Length; length++)
            {
                await File.WriteAllBytesAsync(path, whole[..(int)length]);
                var cut = JournalFile.Open(path);
                var complete = length == whole.Length;
                Assert.Equal(complete ? 2 : 1, cut.Entries.Count);
                cut.Append(new JournalEntry.Closed(Outcome.RolledBack));
                var again = JournalFile.Open(path).Entries;
                Assert.Equal(cut.Entries, again);
                Assert.Equal(new JournalEntry.Closed(Outcome.RolledBack), again[^1]);
            }

            // The first line comes with the file: without a whole one it is no journal that Fraisier has written.
            for (var length = 0; length < before; length += 7)
            {
                await File.WriteAllBytesAsync(path, whole[..length]);
                Assert.Equal(ExitCode.StateMismatch, Assert.Throws<ToolException>(() => JournalFile.Open(path)).Code.Exit);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_journal_that_is_damaged_before_its_end_is_not_believed()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await using var running = site.StartDeploy("v2");
        await running.ReachAsync("after ended Do Migrate");
        await running.KillAsync();
        var journal = site.Store.JournalOf(Assert.Single(site.Store.OpenJournals()));
        var bytes = await File.ReadAllBytesAsync(journal);
        bytes[Array.IndexOf(bytes, (byte)'\n') + 40] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes);

        foreach (var result in (CommandResult[])[await site.RecoverAsync(), await site.DeployAsync("v2")])
        {
            Rest.Exits(8, result);
            Assert.Contains("error[FRAI-DEP-018]", result.Errors);
            Assert.Contains($"{journal}:2 is damaged", result.Errors);
            Assert.Contains("fraisier status", result.Errors);
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(journal));
    }

    [Fact]
    public async Task A_damaged_lease_or_record_is_named_and_not_believed()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var store = site.Store;
        foreach (var path in (string[])[store.LeaseFile, Assert.Single(Directory.GetFiles(store.HistoryDirectory))])
        {
            var good = await File.ReadAllTextAsync(path);
            await File.WriteAllTextAsync(path, good[..(good.Length / 2)]);
            var refused = await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment]);
            Rest.Exits(8, refused);
            Assert.Contains("error[FRAI-DEP-018]", refused.Errors);
            Assert.Contains(path, refused.Errors);
            await File.WriteAllTextAsync(path, good);
        }
    }

    [Fact]
    public async Task The_lease_and_the_record_of_a_deployment_hold_what_people_need()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var lease = site.Store.ReadLease()!;
        Assert.True(lease.Released);
        Assert.Equal(1, lease.Epoch);
        Assert.Equal(System.Environment.UserName, lease.User);
        Assert.Equal(1, (await site.PartsAsync()).Fence.Epoch);
        var record = Assert.Single(site.Store.NewestFirst());
        Assert.Equal(record, site.Store.FindRecord(record.Id), (a, b) => a!.Id == b!.Id && a.EndedAt == b.EndedAt);
        Assert.Equal($"{System.Environment.UserName}@{System.Environment.MachineName}", record.By);
        Assert.Equal(["20260101000000", "20260101000001"], record.Schema.Versions);
        Assert.Equal(lease.Deployment, record.Id);
        Rest.Exits(0, await site.DeployAsync("v2"));
        Assert.Equal(2, site.Store.ReadLease()!.Epoch);
    }

    [Fact]
    public async Task A_directory_belongs_to_one_target()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.Edit = text => text.Replace($"  {Site.Environment}:", "  staging:", StringComparison.Ordinal);

        foreach (var arguments in (string[][])[["deploy", Site.Fraise, "staging"], ["deploy", Site.Fraise, "staging", "--dry-run"],
            ["rollback", Site.Fraise, "staging"]])
        {
            var refused = await site.RunAsync("v2", arguments);
            Rest.Exits(6, refused);
            Assert.Contains("error[FRAI-DEP-025]", refused.Errors);
            Assert.Contains($"{site.AppPath} belongs to {Site.Fraise}/{Site.Environment}; this is {Site.Fraise}/staging.", refused.Errors);
        }

        site.Edit = text => text;
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Other_users_can_read_the_release_and_nothing_of_the_store()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        Rest.Exits(0, await site.DeployAsync("v2"));
        File.SetUnixFileMode(site.Root, File.GetUnixFileMode(site.Root) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);

        Assert.Empty(await ReadableByOthersAsync(Path.Combine(site.AppPath, ".fraisier")));
        Assert.Contains(await ReadableByOthersAsync(Path.Combine(site.AppPath, "releases")), p => p.EndsWith("/app.txt", StringComparison.Ordinal));
        string[] loose =
        [
            .. Directory.EnumerateFiles(site.StoreDirectory, "*", SearchOption.AllDirectories)
                .Where(p => !p.Contains("/mirror.git/", StringComparison.Ordinal))
                .Where(p => (File.GetUnixFileMode(p) & (UnixFileMode.OtherRead | UnixFileMode.GroupRead)) != UnixFileMode.None),
        ];
        Assert.Empty(loose);
    }

    [Fact]
    public async Task A_planted_secret_shows_up_nowhere()
    {
        const string Secret = "hunter2-Xyzzy";
        await using var site = await Site.CreateAsync(postgres);
        site.HealthTimeout = 5;
        site.Edit = text => text
            .Replace("database_url: " + site.Url.ToSecretString(), "database_url: postgresql://"
                + $"{site.Url.User}:${{PLANTED}}@localhost:{site.Url.Port}/{site.Database}?host={site.Url.Host}", StringComparison.Ordinal)
            .Replace("            APP_DATABASE:", "            API_KEY: ${PLANTED}\n            APP_DATABASE:", StringComparison.Ordinal);
        site.WriteConfig();
        Assert.Equal(3, (await File.ReadAllTextAsync(site.Config)).Split("${PLANTED}").Length);
        (string, string)[] planted = [("PLANTED", Secret)];
        var commits = await site.Commits.FromAsync("v2");
        commits.Migration("20260108000000", "slow", "select pg_sleep(0.5)", "select 1");
        commits.App("2", "id,name,price", healthy: false);
        await commits.CommitAsync("ill");

        List<CommandResult> results = [];
        var seen = await WatchArgumentsAsync(Secret, async () =>
        {
            foreach (var tag in (string[])["v1", "v2", "ill", "migration-fails"]) results.Add(await site.DeployAsync(tag, planted));
            results.Add(await site.RunAsync("v2", ["deploy", Site.Fraise, Site.Environment, "--dry-run", "--format", "json"], planted));
            results.Add(await site.RunAsync("v2", ["status", Site.Fraise, Site.Environment, "--format", "json"], planted));
            results.Add(await site.RollBackAsync(planted));
            results.Add(await site.RunAsync("v2", ["history", "--format", "json"], planted));
        });

        Assert.Equal([0, 0, 3, 3, 0, 0, 0, 0], results.Select(r => r.ExitCode));
        Assert.Empty(seen);
        Assert.All(results, r => Assert.DoesNotContain(Secret, r.Output + r.Errors));
        Assert.Empty(await site.FilesWithAsync(Secret));
        Assert.NotEmpty(await site.FilesWithAsync("20260108000000")); // The search does find things.
    }

    private static async Task<IReadOnlyList<string>> ReadableByOthersAsync(string directory)
    {
        var found = await new CommandRunner().RunAsync(Command.Of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "find", directory,
            "-type", "f", "-readable"), CancellationToken.None);
        return found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<IReadOnlyCollection<string>> WatchArgumentsAsync(string secret, Func<Task> work)
    {
        var seen = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        using var over = new CancellationTokenSource();
        var looks = 0;
        var watch = Task.Run(() =>
        {
            for (; !over.IsCancellationRequested; looks++)
            {
                foreach (var line in CommandLines().Where(l => l.Contains(secret, StringComparison.Ordinal))) seen[line] = true;
            }
        });
        try
        {
            await work();
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }

        Assert.InRange(looks, 20, int.MaxValue);
        return [.. seen.Keys];
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(directory, "cmdline"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // It ended meanwhile.
            }

            yield return line;
        }
    }
}
