using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The application's directory is a git checkout that is moved.</summary>
public sealed class InPlaceTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_checkout_moves_to_the_new_release_and_keeps_what_is_not_in_git()
    {
        await using var site = await LiveAsync();
        Write(site, "uploads/photo.jpg", "mine");
        Write(site, "notes.txt", "mine too");

        var second = await site.DeployAsync("v2");

        Rest.Exits(0, second);
        await Rest.StaysAsync(site, "v2");
        Assert.Equal("mine", Read(site, "uploads/photo.jpg"));
        Assert.Equal("mine too", Read(site, "notes.txt"));
        Assert.Equal("?? notes.txt\n?? uploads/", await GitAsync(site, "status", "--porcelain"));
    }

    [Fact]
    public async Task An_unhealthy_release_goes_by_checkout()
    {
        await using var site = await LiveAsync();
        site.HealthTimeout = 6;
        Write(site, "notes.txt", "mine");

        Rest.Exits(3, await site.DeployAsync("unhealthy"));

        await Rest.StaysAsync(site, "v1");
        Assert.Equal("?? notes.txt", await GitAsync(site, "status", "--porcelain"));
        Assert.Equal(await GitAsync(site, "ls-tree", "-r", "--name-only", "v1"), await GitAsync(site, "ls-files"));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(site.AppPath, "db", "migrations"), "*.up.sql").Length);
    }

    [Fact]
    public async Task A_changed_file_is_named_and_kept()
    {
        await using var site = await LiveAsync();
        Write(site, "app.txt", Read(site, "app.txt") + "# tuned by hand\n");
        await RefusesAsync(site, "v2", "app.txt");
        Assert.Contains("# tuned by hand", Read(site, "app.txt"));
    }

    [Fact]
    public async Task A_file_that_the_release_would_overwrite_is_named_and_kept()
    {
        await using var site = await LiveAsync();
        Write(site, "db/migrations/20260102000000_name.up.sql", "select 'mine';\n");
        await RefusesAsync(site, "v2", "db/migrations/20260102000000_name.up.sql");
        Assert.Equal("select 'mine';\n", Read(site, "db/migrations/20260102000000_name.up.sql"));
    }

    [Fact]
    public async Task An_ignored_file_that_the_release_would_overwrite_is_named_and_kept()
    {
        await using var site = await LiveAsync();
        await File.AppendAllTextAsync(Path.Combine(site.AppPath, ".git", "info", "exclude"), "settings.ini\n");
        Write(site, "settings.ini", "mine\n");
        var commits = await site.Commits.FromAsync("v2");
        commits.Write("settings.ini", "theirs\n");
        await commits.CommitAsync("with-settings");
        await RefusesAsync(site, "with-settings", "settings.ini");
        Assert.Equal("mine\n", Read(site, "settings.ini"));
    }

    [Fact]
    public async Task A_lock_that_a_killed_git_left_does_not_stop_a_deployment()
    {
        await using var site = await LiveAsync();
        Write(site, ".git/index.lock", string.Empty);
        Rest.Exits(0, await site.DeployAsync("v2"));
        await Rest.StaysAsync(site, "v2");
        await CleanAsync(site);
    }

    [Fact]
    public async Task Killed_at_every_kind_of_moment_recovery_leaves_a_clean_checkout_of_one_release()
    {
        string[] points = ["after began Do Prepare", "after Up 20260102000000", "after ended Do Migrate", "after began Do Activate", "before ended Do Activate",
            "after began Do Restart", "after began Do Health", "before ended Do Commit", "after ended Do Commit"];
        var trace = await TraceAsync();
        await Task.WhenAll(points.Select(async point =>
        {
            await using var site = await LiveAsync();
            var at = trace.ToList().FindIndex(l => l.StartsWith(point, StringComparison.Ordinal)) + 1;
            Assert.True(at > 0, $"{point} is not in {string.Join(", ", trace)}");
            Rest.Exits(137, await site.DeployAsync("v2", ("HARNESS_KILL_AT", $"{at}")));

            var recovered = await site.RecoverAsync();

            Rest.Exits(0, recovered);
            await Rest.StaysAsync(site, point.EndsWith("Do Commit", StringComparison.Ordinal) ? "v2" : "v1");
            await CleanAsync(site);
        }));
    }

    [Fact]
    public async Task A_checkout_that_was_cut_half_way_is_put_right()
    {
        await using var site = await LiveAsync();
        var at = (await TraceAsync()).ToList().FindIndex(l => l.StartsWith("after began Do Activate", StringComparison.Ordinal)) + 1;
        Rest.Exits(137, await site.DeployAsync("v2", ("HARNESS_KILL_AT", $"{at}")));
        foreach (var path in (string[])["app.txt", "db/migrations/20260102000000_name.up.sql"])
            Write(site, path, await site.Commits.GitAsync("show", $"v2:{path}") + "\n");
        Write(site, ".git/index.lock", "half an index");

        Rest.Exits(0, await site.RecoverAsync());

        await Rest.StaysAsync(site, "v1");
        await CleanAsync(site);
    }

    [Fact]
    public async Task Going_back_moves_the_checkout_and_the_schema()
    {
        await using var site = await LiveAsync();
        Rest.Exits(0, await site.DeployAsync("v2"));
        Rest.Exits(0, await site.RollBackAsync());
        await Rest.StaysAsync(site, "v1");
        await CleanAsync(site);
    }

    [Fact]
    public async Task A_directory_that_is_no_checkout_is_refused()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = WithoutRepository;
        Directory.CreateDirectory(site.AppPath);
        var refused = await site.DeployAsync("v1");
        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-020]", refused.Errors);
        Assert.Contains($"{site.AppPath} is not a git working copy", refused.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(site.AppPath));
    }

    private async Task<IReadOnlyList<string>> TraceAsync()
    {
        await using var site = await LiveAsync();
        var trace = Path.Combine(site.Root, "trace");
        Rest.Exits(0, await site.DeployAsync("v2", ("HARNESS_TRACE", trace)));
        return await File.ReadAllLinesAsync(trace);
    }

    // A checkout of v1, deployed as such.
    private async Task<Site> LiveAsync()
    {
        var site = await Site.CreateAsync(postgres);
        await site.Commits.GitAsync("clone", "--quiet", "--branch", "v1", site.Repository, site.AppPath);
        site.Edit = WithoutRepository;
        Rest.Exits(0, await site.DeployAsync("v1"));
        await CleanAsync(site);
        return site;
    }

    private static string WithoutRepository(string text) =>
        string.Join('\n', text.Split('\n').Where(l => !l.TrimStart().StartsWith("repository:", StringComparison.Ordinal)));

    private static async Task RefusesAsync(Site site, string tag, string path)
    {
        var refused = await site.DeployAsync(tag);
        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-010]", refused.Errors);
        Assert.Contains($"has changes that are not in git: {path}.", refused.Errors);
        Assert.True(refused.Errors.Contains("stash --include-untracked", StringComparison.Ordinal)
            || refused.Errors.Contains($"mv {site.AppPath}/{path} ", StringComparison.Ordinal), refused.Errors);
        Assert.Single((await Rest.IsAsync(site, "v1")).History);
    }

    private static async Task CleanAsync(Site site) => Assert.Equal(string.Empty, await GitAsync(site, "status", "--porcelain", "--untracked-files=all"));

    private static Task<string> GitAsync(Site site, params string[] arguments) => new TestRepository(site.AppPath).GitAsync(arguments);

    private static string Read(Site site, string path) => File.ReadAllText(Path.Combine(site.AppPath, path));

    private static void Write(Site site, string path, string text)
    {
        var full = Path.Combine(site.AppPath, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
