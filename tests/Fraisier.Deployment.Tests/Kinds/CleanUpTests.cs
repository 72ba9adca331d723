using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Cleaning up: what is gone is done, what is not ours stays, and a trifle does not cost the service.</summary>
public sealed class CleanUpTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Directories_that_are_not_ours_outlive_every_pruning()
    {
        await using var site = await Site.CreateAsync(postgres);
        var releases = Path.Combine(site.AppPath, "releases");
        string[] foreign = ["00-backup", "backup-of-friday"]; // Older than every release by its name, and newer.
        foreach (var name in foreign)
        {
            Directory.CreateDirectory(Path.Combine(releases, name));
            await File.WriteAllTextAsync(Path.Combine(releases, name, "precious"), "mine");
        }

        var outside = Path.Combine(site.Root, "outside");
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "REVISION"), "1234567890123456789012345678901234567890");
        File.CreateSymbolicLink(Path.Combine(releases, "20200101000000_1234567"), outside);
        site.More = "        keep_releases: 2\n";

        foreach (var tag in (string[])["v1", "v2", "v1", "v2", "v1"])
            Rest.Exits(0, tag == "v1" && await IsLiveAsync(site) ? await site.RollBackAsync() : await site.DeployAsync(tag));

        foreach (var name in foreign) Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(releases, name, "precious")));
        Assert.True(File.Exists(Path.Combine(outside, "REVISION")));
        Assert.NotNull(new FileInfo(Path.Combine(releases, "20200101000000_1234567")).LinkTarget);
    }

    [Theory]
    [InlineData("touch made && chown 65534 made")]
    [InlineData("mkdir made && cd made && touch \"$(printf 'a\\377b')\"")]
    public async Task What_a_build_leaves_goes_with_its_release(string build)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.More = $"        build: [sh, -c, '{build.Replace("'", "''", StringComparison.Ordinal)}']\n";

        Rest.Exits(3, await site.DeployAsync("unhealthy"));

        await Rest.StaysAsync(site, "v1");
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(site.AppPath, "releases")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(site.StoreDirectory, "scratch")));
    }

    [Theory]
    [InlineData("mkdir -p made/deep && touch made/deep/x && chmod 500 made/deep made", 1)]
    [InlineData("mkdir made && touch made/x && chown -R 65534 made", 2)]
    public async Task Where_the_rights_of_a_user_end_a_rollback_goes_on(string build, int left)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text[..text.IndexOf("        service:", StringComparison.Ordinal)]; // The server is out of such a user's reach.
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.More = $"        build: [sh, -c, '{build} && exit 1']\n";
        var deploy = site.CommandFor("v2", ["deploy", Site.Fraise, Site.Environment]);

        // As root everything can be removed.
        var failed = await new CommandRunner().RunAsync(
            deploy with { Program = "setpriv", Arguments = ["--bounding-set", "-dac_override,-dac_read_search", deploy.Program, .. deploy.Arguments] },
            CancellationToken.None);

        Rest.Exits(3, failed);
        Assert.Equal(left, Directory.GetDirectories(Path.Combine(site.AppPath, "releases")).Length);
        if (left == 2) Assert.Contains("could not be removed completely", failed.Errors);
        site.More = string.Empty;
        Rest.Exits(0, await site.DeployAsync("v2"));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(site.AppPath, "releases")).Length); // What stayed is removed now.
    }

    [Fact]
    public async Task A_tracked_file_with_the_name_of_a_mark_is_a_file_like_any_other()
    {
        await using var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v1");
        commits.Write("REVISION/notes.txt", "ours");
        await commits.CommitAsync("with-revision");
        Rest.Exits(0, await site.DeployAsync("with-revision"));
        Assert.Equal("ours", await File.ReadAllTextAsync(Path.Combine(site.AppPath, "current", "REVISION", "notes.txt")));

        Rest.Exits(3, await site.DeployAsync("unhealthy"));

        await Rest.StaysAsync(site, "with-revision");
    }

    [Fact]
    public async Task Names_of_any_bytes_and_of_any_meaning_go_live()
    {
        await using var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v1");
        await ShellAsync(commits.Path,
            "mkdir odd && cd odd && touch -- ':x' ':(exclude)*' '[ab]' 'a b' '-x' 'a\\b' \"$(printf 'new\\nline')\" \"$(printf 'a\\377b')\" é");
        await commits.CommitAsync("odd-names");

        Rest.Exits(0, await site.DeployAsync("odd-names"));

        Assert.Equal(
            await ShellAsync(commits.Path, "cd odd && ls -b | sort"),
            await ShellAsync(Path.Combine(site.AppPath, "current"), "cd odd && ls -b | sort"));
        await Rest.StaysAsync(site, "odd-names");
    }

    [Fact]
    public async Task A_release_of_ten_thousand_files_is_whole()
    {
        await using var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v1");
        await ShellAsync(commits.Path,
            "mkdir -p many/$(printf 'd%.0s' $(seq 80)) && cd many/d* && seq -f 'a-file-with-a-rather-long-name-%05g.yaml' 10000 | xargs touch");
        await commits.CommitAsync("many");

        Rest.Exits(0, await site.DeployAsync("many"));

        Assert.Equal("10000", await ShellAsync(Path.Combine(site.AppPath, "current"), "ls many/d* | wc -l"));
    }

    private static async Task<bool> IsLiveAsync(Site site) => (await World.LookAsync(site)).Live is not null;

    private static Task<string> ShellAsync(string directory, string line) =>
        new CommandRunner()
            .OutputOfAsync(Command.Of("bash", "-c", line) with { WorkingDirectory = directory, Deadline = TimeSpan.FromMinutes(1) }, CancellationToken.None);
}
