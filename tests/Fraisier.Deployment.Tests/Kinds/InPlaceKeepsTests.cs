using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A checkout that is moved keeps what people left in it, and goes back however its directories change.</summary>
public sealed class InPlaceKeepsTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("mkdir extra && echo x > extra/file")]
    [InlineData("mkdir -p a/b/c && echo x > a/b/c/file && rm -rf static")]
    [InlineData("rm -rf static && echo now-a-file > static")]
    [InlineData("rm top && mkdir top && echo x > top/inside")]
    public async Task A_release_that_moves_directories_goes_and_comes_back(string change)
    {
        await using var site = await LiveAsync();
        foreach (var (tag, healthy) in ((string, bool)[])[("moves-ill", false), ("moves", true)])
        {
            var commits = await site.Commits.FromAsync("base");
            await ShellAsync(commits.Path, change);
            commits.App("1", "id", healthy);
            await commits.CommitAsync(tag);
        }

        site.HealthTimeout = 3;
        Rest.Exits(3, await site.DeployAsync("moves-ill"));
        await Rest.StaysAsync(site, "base");
        await CleanAsync(site);
        site.HealthTimeout = 10;
        Rest.Exits(0, await site.DeployAsync("moves"));
        await CleanAsync(site);
        Rest.Exits(0, await site.RollBackAsync());
        await Rest.StaysAsync(site, "base");
        await CleanAsync(site);
    }

    [Fact]
    public async Task A_checkout_whose_list_of_files_is_long_and_odd_moves_and_comes_back()
    {
        await using var site = await LiveAsync();
        var commits = await site.Commits.FromAsync("base");
        await ShellAsync(
            commits.Path,
            "mkdir odd && cd odd && touch -- ':x' ':(exclude)*' '[ab]' '-x' 'a\\b' \"$(printf 'new\\nline')\" \"$(printf 'a\\377b')\" é");
        await ShellAsync(
            commits.Path,
            "mkdir -p many/$(printf 'd%.0s' $(seq 240)) && cd many/d* && seq -f 'a-file-with-a-rather-long-name-%04g' 4000 | xargs touch");
        await commits.CommitAsync("many");
        await ShellAsync(commits.Path, "rm many/d*/*0 && rm -- odd/-x && echo moved > odd/:x");
        await commits.CommitAsync("fewer");

        Rest.Exits(0, await site.DeployAsync("many"));
        await CleanAsync(site);
        Rest.Exits(0, await site.DeployAsync("fewer"));
        await CleanAsync(site);
        Rest.Exits(0, await site.RollBackAsync());

        await CleanAsync(site);
        await Rest.StaysAsync(site, "many");
    }

    [Fact]
    public async Task Uploads_in_a_directory_that_the_release_brings_stay()
    {
        await using var site = await LiveAsync();
        Directory.CreateDirectory(Path.Combine(site.AppPath, "uploads"));
        await File.WriteAllTextAsync(Path.Combine(site.AppPath, "uploads", "photo.jpg"), "mine");
        var commits = await site.Commits.FromAsync("base");
        commits.Write("uploads/.keep", string.Empty);
        commits.App("1", "id", healthy: false);
        await commits.CommitAsync("keeps-ill");
        site.HealthTimeout = 3;

        Rest.Exits(3, await site.DeployAsync("keeps-ill"));

        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(site.AppPath, "uploads", "photo.jpg")));
        await Rest.StaysAsync(site, "base");
    }

    [Fact]
    public async Task An_edit_that_git_was_told_not_to_see_is_named_and_kept()
    {
        await using var site = await LiveAsync();
        await new TestRepository(site.AppPath).GitAsync("update-index", "--assume-unchanged", "top");
        await File.WriteAllTextAsync(Path.Combine(site.AppPath, "top"), "tuned");
        var commits = await site.Commits.FromAsync("base");
        commits.Write("top", "theirs");
        await commits.CommitAsync("changes-top");

        var refused = await site.DeployAsync("changes-top");

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-010]", refused.Errors);
        Assert.Contains("top", refused.Errors);
        Assert.Equal("tuned", await File.ReadAllTextAsync(Path.Combine(site.AppPath, "top")));
    }

    [Fact]
    public async Task A_commit_that_was_made_on_the_server_gets_a_name_before_it_is_left()
    {
        await using var site = await LiveAsync();
        var checkout = new TestRepository(site.AppPath);
        checkout.Write("hotfix.txt", "by hand");
        await checkout.GitAsync("add", "hotfix.txt");
        await checkout.GitAsync("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "hotfix");
        var hotfix = await checkout.GitAsync("rev-parse", "HEAD");
        await checkout.GitAsync("checkout", "--quiet", "--detach", hotfix);

        var ended = await site.DeployAsync("v2");

        if (ended.ExitCode == 0) Assert.Contains(hotfix, await checkout.GitAsync("for-each-ref", "--format=%(objectname)"));
        else Assert.Contains(hotfix[..7], ended.Errors);
        Assert.Equal("by hand", await checkout.GitAsync("show", $"{hotfix}:hotfix.txt"));
    }

    [Fact]
    public async Task The_old_release_is_not_built_again()
    {
        await using var site = await LiveAsync("        build: [sh, -c, 'test ! -e ../registry-down && date +%s%N > draft && mv draft built']\n");
        var built = await File.ReadAllTextAsync(Path.Combine(site.AppPath, "built"));
        await File.AppendAllTextAsync(Path.Combine(site.AppPath, ".git", "info", "exclude"), "built\n");
        site.HealthTimeout = 3;
        await using var running = site.StartDeploy("unhealthy");
        await running.ReachAsync("after began Do Health");
        await File.WriteAllTextAsync(Path.Combine(site.Root, "registry-down"), string.Empty);

        Assert.Equal(3, await running.EndAsync());

        Assert.Equal(built, await File.ReadAllTextAsync(Path.Combine(site.AppPath, "built")));
        await Rest.StaysAsync(site, "base");
    }

    [Fact]
    public async Task A_hook_and_a_monitor_of_the_checkout_do_not_run()
    {
        await using var site = await LiveAsync();
        var (hook, ran) = (Path.Combine(site.AppPath, ".git", "hooks", "post-checkout"), Path.Combine(site.Root, "ran"));
        await new TestRepository(site.AppPath).GitAsync("config", "core.fsmonitor", $"touch {ran}; false");
        await File.WriteAllTextAsync(hook, $"#!/bin/sh\ntouch {ran}\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Rest.Exits(0, await site.DeployAsync("v2"));

        Assert.False(File.Exists(ran));
    }

    // A checkout of a release with a file and a directory more than v1, deployed as such.
    private async Task<Site> LiveAsync(string more = "")
    {
        var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v1");
        commits.Write("top", "a file");
        commits.Write("static/site.css", "body {}");
        await commits.CommitAsync("base");
        await site.Commits.GitAsync("clone", "--quiet", "--branch", "base", site.Repository, site.AppPath);
        site.More = more;
        site.Edit = text => string.Join('\n', text.Split('\n').Where(l => !l.TrimStart().StartsWith("repository:", StringComparison.Ordinal)));
        Rest.Exits(0, await site.DeployAsync("base"));
        return site;
    }

    private static async Task CleanAsync(Site site) =>
        Assert.Equal(string.Empty, await new TestRepository(site.AppPath).GitAsync("status", "--porcelain", "--untracked-files=all"));

    private static Task<string> ShellAsync(string directory, string line) =>
        new CommandRunner().OutputOfAsync(Command.Of("bash", "-c", line) with { WorkingDirectory = directory }, CancellationToken.None);
}
