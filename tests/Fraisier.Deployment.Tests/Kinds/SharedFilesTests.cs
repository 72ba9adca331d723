using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>What releases share outlives every one of them.</summary>
public sealed class SharedFilesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Shared_files_and_directories_survive_releases_rollbacks_and_retention()
    {
        await using var site = await SiteAsync();
        var shared = Path.Combine(site.AppPath, "shared");

        Rest.Exits(0, await site.DeployAsync("first"));
        Assert.Equal("seeded", await File.ReadAllTextAsync($"{shared}/config/settings.ini"));
        Assert.True(Directory.Exists($"{shared}/public/uploads"));
        await File.WriteAllTextAsync($"{site.AppPath}/current/public/uploads/cat.png", "meow");
        await File.WriteAllTextAsync($"{shared}/config/settings.ini", "mine");
        foreach (var tag in (string[])["second", "third", "fourth"]) Rest.Exits(0, await site.DeployAsync(tag));
        Rest.Exits(0, await site.RollBackAsync());

        Assert.Equal("mine", await File.ReadAllTextAsync($"{site.AppPath}/current/config/settings.ini"));
        Assert.Equal("../../../shared/config/settings.ini", new FileInfo($"{site.AppPath}/current/config/settings.ini").LinkTarget);
        Assert.Equal("meow", await File.ReadAllTextAsync($"{shared}/public/uploads/cat.png")); // I12
        Assert.InRange((await World.LookAsync(site)).Releases.Count, 2, 3);
        Assert.True(File.Exists($"{site.AppPath}/current/built")); // The build sees what is shared.
        Assert.True((File.GetUnixFileMode($"{site.AppPath}/current/var/cache") & UnixFileMode.GroupWrite) != UnixFileMode.None);
    }

    [Fact]
    public async Task A_failed_first_deployment_leaves_what_it_seeded_and_a_killed_one_does_not_seed_twice()
    {
        await using var site = await SiteAsync();
        var more = site.More;
        site.More = more.Replace("test -f", "test ! -f", StringComparison.Ordinal);
        Rest.Exits(3, await site.DeployAsync("first"));
        site.More = more;

        Rest.Exits(0, await site.DeployAsync("second"));

        Assert.Equal("seeded", await File.ReadAllTextAsync($"{site.AppPath}/current/config/settings.ini")); // And not what the second one has.
    }

    [Fact]
    public async Task A_shared_file_that_is_missing_is_refused_with_the_command_that_creates_it()
    {
        await using var site = await SiteAsync();

        var refused = await site.DeployAsync("v1");

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-031]", refused.Errors);
        Assert.Contains($"{site.AppPath}/shared/config/settings.ini does not exist.", refused.Errors);
        var fix = refused.Errors[(refused.Errors.IndexOf("mkdir -p", StringComparison.Ordinal))..].Split('\n')[0];
        Rest.Exits(0, await new Foundation.Processes.CommandRunner().RunAsync(Foundation.Processes.Command.Of("sh", "-c", fix), CancellationToken.None));
        Rest.Exits(0, await site.DeployAsync("v1"));
    }

    [Fact]
    public async Task The_configuration_of_migrations_may_be_a_shared_file()
    {
        await using var site = await SiteAsync();
        site.More = "        shared_files: [db/environments/production.yaml]\n";
        site.Edit = text => text.Replace($"          database_url: {site.Url.ToSecretString()}\n", string.Empty, StringComparison.Ordinal);
        var commits = await site.Commits.FromAsync("v1");
        File.Delete(Path.Combine(commits.Path, "confiture.yaml"));
        await commits.CommitAsync("bare");
        var file = Path.Combine(site.AppPath, "shared/db/environments/production.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"name: production\ndatabase_url: {site.Url.ToSecretString()}\n");

        Rest.Exits(0, await site.DeployAsync("bare"));

        Assert.Equal(2, Rest.VersionsOf(await World.LookAsync(site)).Count);
    }

    [Fact]
    public async Task A_link_in_the_release_leads_nothing_astray()
    {
        await using var site = await SiteAsync();
        var outside = Directory.CreateDirectory(Path.Combine(site.Root, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "settings.ini"), "precious");
        Directory.CreateDirectory($"{site.AppPath}/shared/config");
        await File.WriteAllTextAsync($"{site.AppPath}/shared/config/settings.ini", "x");
        var commits = await site.Commits.FromAsync("v1");
        File.CreateSymbolicLink(Path.Combine(commits.Path, "config"), outside);
        await commits.CommitAsync("astray");

        var failed = await site.DeployAsync("astray");

        Rest.Exits(6, failed);
        Assert.Contains("config is not a directory in the release", failed.Errors);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(outside, "settings.ini")));
    }

    [Theory]
    [InlineData("shared_files: [../x]", "is not a path inside the release")]
    [InlineData("shared_dirs: [/etc]", "is not a path inside the release")]
    [InlineData("writable_dirs: [a//b]", "is not a path inside the release")]
    [InlineData("shared_dirs: [var, var/log]", "`var/log` is inside of `var`")]
    [InlineData("layout: in_place\n        shared_dirs: [var]", "needs `layout: releases`")]
    public async Task A_path_that_leads_elsewhere_is_a_mistake(string keys, string said)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.More = $"        {keys}\n";

        var refused = await site.DeployAsync("v1");

        Rest.Exits(2, refused);
        Assert.Contains(said, refused.Errors);
    }

    private async Task<Site> SiteAsync()
    {
        var site = await Site.CreateAsync(postgres);
        site.More = """
                    keep_releases: 2
                    shared_files: [config/settings.ini]
                    shared_dirs: [public/uploads/]
                    writable_dirs: [var/cache]
                    build: [sh, -c, 'test -f config/settings.ini && touch built']

            """;
        foreach (var tag in (string[])["first", "second", "third", "fourth"])
        {
            var commits = await site.Commits.FromAsync("v1");
            commits.Write("config/settings.ini", tag == "first" ? "seeded" : tag);
            commits.Write("public/uploads/.gitkeep", tag);
            await commits.CommitAsync(tag);
        }

        return site;
    }
}
