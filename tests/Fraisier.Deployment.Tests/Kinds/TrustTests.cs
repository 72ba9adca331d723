using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Whoever else could change what is opened is found before it is opened; names lead nowhere.</summary>
public sealed class TrustTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("chmod 757", "every user can write")]
    [InlineData("chgrp 65534 DIR && chmod 775", "the members of group 65534 can write")]
    [InlineData("chgrp 54321 DIR && chmod 775", "the members of group 54321 can write")]
    [InlineData("chown 65534", "belongs to user id 65534")]
    public async Task A_parent_that_others_can_change_is_refused_even_for_a_rehearsal(string change, string said)
    {
        await using var site = await Site.CreateAsync(postgres);
        await ChangeAsync(change, site.Root);

        foreach (var arguments in (string[][])[["deploy", Site.Fraise, Site.Environment], ["deploy", Site.Fraise, Site.Environment, "--dry-run"],
            ["adopt", Site.Fraise, Site.Environment]])
        {
            var refused = await site.RunAsync("v1", arguments);
            Rest.Exits(6, refused);
            Assert.Contains("error[FRAI-DEP-028]", refused.Errors);
            Assert.Contains(said, refused.Errors);
        }

        Assert.False(Directory.Exists(site.AppPath));
    }

    [Theory]
    [InlineData("mirror.git/config", "chown 65534")]
    [InlineData("mirror.git", "chmod 777")]
    [InlineData("marks", "chown 65534")]
    [InlineData("run", "chmod 777")]
    public async Task What_another_user_owns_inside_is_refused(string place, string change)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await ChangeAsync(change, Path.Combine(site.StoreDirectory, place));

        var refused = await site.DeployAsync("v2");

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-028]", refused.Errors);
    }

    [Theory]
    [InlineData("  production:", "  /../../../evil:")]
    [InlineData("  production:", "  ..:")]
    [InlineData("  production:", "  -rf:")]
    [InlineData("  production:", "  \"a b\":")]
    [InlineData("  api:", "  ../api:")]
    public async Task A_name_that_leads_elsewhere_is_a_mistake(string right, string wrong)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text.Replace(right, wrong, StringComparison.Ordinal);

        var refused = await site.RunAsync("v1", ["list"]);

        Rest.Exits(2, refused);
        Assert.Contains("is not a valid name", refused.Errors);
        Assert.Equal(["fraises.yaml", "repository"], Directory.EnumerateFileSystemEntries(site.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Git_runs_nothing_that_a_configuration_of_the_machine_asks_for()
    {
        await using var site = await Site.CreateAsync(postgres);
        var home = Path.Combine(site.Root, "home");
        Directory.CreateDirectory(Path.Combine(home, "hooks"));
        var ran = Path.Combine(site.Root, "ran");
        foreach (var hook in (string[])["post-checkout", "reference-transaction", "post-index-change"])
        {
            var path = Path.Combine(home, "hooks", hook);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\necho {hook} >> {ran}\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await File.WriteAllTextAsync(Path.Combine(home, ".gitconfig"),
            $"[core]\n\thooksPath = {home}/hooks\n\tfsmonitor = touch {ran}\n[filter \"x\"]\n\tsmudge = touch {ran}\n");
        var commits = await site.Commits.FromAsync("v1");
        commits.Write(".gitattributes", "* filter=x\n");
        await commits.CommitAsync("filtered");

        Rest.Exits(0, await site.DeployAsync("filtered", ("HOME", home), ("XDG_CONFIG_HOME", home)));

        Assert.False(File.Exists(ran), File.Exists(ran) ? await File.ReadAllTextAsync(ran) : string.Empty);
    }

    private static async Task ChangeAsync(string change, string path)
    {
        var line = change.Contains("DIR", StringComparison.Ordinal) ? change.Replace("DIR", path, StringComparison.Ordinal) : change;
        Assert.Equal(0, (await new CommandRunner().RunAsync(Command.Of("sh", "-c", $"{line} '{path}'"), CancellationToken.None)).ExitCode);
    }
}
