using System.Globalization;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Mistakes of people: each is named, with its place and its way out, and changes nothing.</summary>
public sealed class BadInputTests(PostgresFixture postgres)
{
    public static TheoryData<string, string, string, string[]> Mistakes => new()
    {
        { "branch:", "brunch:", "BASE-CFG-001", ["fraises.yaml:7:9: unknown key `brunch`", "did you mean `branch`"] },
        { "interval: 0.1", "intervall: 0.1", "BASE-CFG-001", ["unknown key `intervall`", "did you mean `interval`"] },
        { "timeout: 10\n", "timeout: ${NO_SUCH_TIMEOUT}\n", "BASE-CFG-003", ["`timeout`: the environment variable `NO_SUCH_TIMEOUT` is not set",
            "${NAME:-default}"] },
        { "          database_url:", "          confiture_config: "
            + "../../etc/passwd\n          database_url:", "BASE-CFG-001", ["must be a path inside the release"] },
        { "        branch: ${REF}", "        branch: --upload-pack=touch", "BASE-CFG-001", ["a branch name cannot begin with `-`"] },
        { "        lease_timeout", "        keep_releases: 1\n        lease_timeout", "BASE-CFG-001", ["keep_releases"] },
        { "        service:", "        systemd_service: x.service\n        service:", "BASE-CFG-001", ["`systemd_service` and `service` are both set"] },
        { "        service:", "        a: &a [x,x,x,x,x,x,x,x,x,x]\n        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n        c: "
            + "&c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n        d: "
            + "&d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n        f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n        g: "
            + "[*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\n        service:", "BASE-CFG-001", ["once its aliases are written out"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_in_the_file_is_named_with_its_place(string right, string wrong, string code, string[] said)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text =>
        {
            Assert.Contains(right, text);
            return text.Replace(right, wrong, StringComparison.Ordinal);
        };
        var refused = await RefusedAsync(site, 2, code, said);
        Assert.Matches(@"fraises\.yaml:\d+:\d+: ", refused.Errors);
        Assert.DoesNotContain("s3cr3t", refused.Errors);
        Assert.False(Path.Exists(site.AppPath));
    }

    [Fact]
    public async Task A_branch_from_the_environment_is_no_option_of_git_either()
    {
        await using var site = await Site.CreateAsync(postgres);
        var mark = Path.Combine(site.Root, "pwned");
        var refused = await site.DeployAsync($"--upload-pack=touch {mark};");
        Rest.Exits(2, refused);
        Assert.Contains("a branch name cannot begin with `-`", refused.Errors);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task An_unknown_fraise_is_told_what_there_is()
    {
        await using var site = await Site.CreateAsync(postgres);
        foreach (var arguments in (string[][])[["deploy", "apy", Site.Environment], ["rollback", Site.Fraise, "prod"], ["recover", "apy"]])
        {
            var refused = await site.RunAsync("v1", arguments);
            Rest.Exits(2, refused);
            Assert.Contains("error[FRAI-DEP-001]", refused.Errors);
            Assert.Contains("It defines: api production.", refused.Errors);
        }
    }

    [Theory]
    [InlineData("FRAI-DEP-001", "has no fraise nope", "history", "--fraise", "nope")]
    [InlineData("FRAI-DEP-001", "has no environment nope", "history", "--environment", "nope")]
    [InlineData("FRAI-DEP-001", "has no fraise nope", "recover", "nope")]
    [InlineData("BASE-CLI-001", "`--limit` must be a whole number of 1 or more, not `-1`", "history", "--limit", "-1")]
    public async Task What_is_not_defined_has_no_history_and_nothing_to_recover(string code, string said, params string[] arguments)
    {
        await using var site = await Site.CreateAsync(postgres);
        var refused = await site.RunAsync("v1", arguments);
        Rest.Exits(2, refused);
        Assert.Contains($"error[{code}]", refused.Errors);
        Assert.Contains(said, refused.Errors);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_named()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text.Replace($"database_url: {site.Url.ToSecretString()}", "database_url: postgresql://me@127.0.0.1:9/x", StringComparison.Ordinal);
        await RefusedAsync(site, 7, "CONF-PG-002", "127.0.0.1");
        await NothingIsLiveAsync(site);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_never_shown()
    {
        const string Wrong = "open-sesame-17";
        await using var site = await Site.CreateAsync(postgres);
        var url = Confiture.Postgres.DatabaseUrl.Of("127.0.0.1", site.Url.Port, site.Database, site.Url.User, Wrong).ToSecretString();
        site.Edit = text => text.Replace($"database_url: {site.Url.ToSecretString()}", "database_url: ${URL}", StringComparison.Ordinal);

        var refused = await site.DeployAsync("v1", ("URL", url));

        Rest.Exits(7, refused);
        Assert.Contains("error[CONF-PG-003]", refused.Errors);
        Assert.DoesNotContain(Wrong, refused.Output + refused.Errors);
        Assert.Empty(await site.FilesWithAsync(Wrong));
        await NothingIsLiveAsync(site);
    }

    [Fact]
    public async Task A_ref_that_does_not_exist_is_named()
    {
        await using var site = await Site.CreateAsync(postgres);
        await RefusedAsync(site, 2, "FRAI-DEP-011", "no-such-tag", ["has no branch, tag or commit 'no-such-tag'", site.Repository]);
        await NothingIsLiveAsync(site);
    }

    [Fact]
    public async Task A_remote_that_cannot_be_reached_is_named()
    {
        await using var site = await Site.CreateAsync(postgres);
        var nowhere = Path.Combine(site.Root, "nowhere.git");
        site.Edit = text => text.Replace($"repository: {site.Repository}", $"repository: {nowhere}", StringComparison.Ordinal);
        await RefusedAsync(site, 7, "FRAI-DEP-012", $"{nowhere} cannot be fetched", $"git ls-remote {nowhere}");
        await NothingIsLiveAsync(site);
    }

    [Fact]
    public async Task A_live_release_that_is_no_link_is_not_overwritten()
    {
        await using var site = await Site.CreateAsync(postgres);
        var precious = Path.Combine(site.AppPath, "current", "index.php");
        Directory.CreateDirectory(Path.GetDirectoryName(precious)!);
        await File.WriteAllTextAsync(precious, "mine");
        await RefusedAsync(site, 6, "FRAI-DEP-010", "current is not a symbolic link");
        Assert.Equal("mine", await File.ReadAllTextAsync(precious));
    }

    [Fact]
    public async Task A_full_disk_is_seen_before_anything_changes()
    {
        await using var site = await Site.CreateAsync(postgres);
        await using var disk = await SmallDisk.AtAsync(site.AppPath, megabytes: 20);
        await RefusedAsync(site, 6, "FRAI-DEP-009", "MB free; the release needs", "keep_releases");
        await NothingIsLiveAsync(site);
    }

    [Fact]
    public async Task A_disk_that_fills_up_in_the_middle_leaves_something_that_can_be_made_whole()
    {
        await using var site = await Site.CreateAsync(postgres);
        await using var disk = await SmallDisk.AtAsync(site.AppPath, megabytes: 64);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.More = "        build: [dd, if=/dev/zero, of=../../hog, bs=4k]\n";

        var failed = await site.DeployAsync("v2");

        Rest.Exits(3, failed); // The ballast of the store pays for the way back.
        Assert.Contains("space", failed.Errors, StringComparison.OrdinalIgnoreCase);
        File.Delete(Path.Combine(site.AppPath, "hog"));
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
        site.More = string.Empty;
        Rest.Exits(0, await site.DeployAsync("v2"));
        await Rest.StaysAsync(site, "v2");
        await (await site.PartsAsync()).Service.StopAsync(CancellationToken.None); // It holds the disk.
    }

    [Fact]
    public async Task A_missing_git_is_named()
    {
        await using var site = await Site.CreateAsync(postgres);
        var programs = Path.Combine(site.Root, "bin");
        Directory.CreateDirectory(programs);
        foreach (var name in (string[])["setsid", "sh"]) File.CreateSymbolicLink(Path.Combine(programs, name), $"/usr/bin/{name}");
        var refused = await site.DeployAsync("v1", ("PATH", programs),
            ("DOTNET_ROOT", Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."))));
        Rest.Exits(1, refused);
        Assert.Contains("error[BASE-RUN-001]", refused.Errors);
        Assert.Contains("`git` is not installed", refused.Errors);
        await NothingIsLiveAsync(site);
    }

    [Fact]
    public async Task A_missing_service_program_is_named_before_anything_changes()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text.Replace($"command: [{Programs.App}, ", "command: [no-such-server, ", StringComparison.Ordinal);
        await RefusedAsync(site, 1, "BASE-RUN-001", "`no-such-server` is not installed", "service.command");
        await NothingIsLiveAsync(site);
    }

    [Fact]
    public async Task A_directory_of_another_user_is_refused()
    {
        await using var site = await Site.CreateAsync(postgres);
        Directory.CreateDirectory(site.AppPath);
        foreach (var directory in (string[])[site.Root, site.AppPath]) File.SetUnixFileMode(directory, (UnixFileMode)Convert.ToInt32("755", 8));
        var deploy = site.CommandFor("v1", ["deploy", Site.Fraise, Site.Environment]);

        var refused = await new CommandRunner().RunAsync(deploy with { Program = "setpriv", Arguments = ["--reuid", "65534", "--regid", "65534",
            "--clear-groups", deploy.Program, .. deploy.Arguments] }, CancellationToken.None);

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-008]", refused.Errors);
        Assert.Contains($"{site.AppPath} belongs to user id 0; this is user id 65534", refused.Errors);
        Assert.Contains("sudo -u '#0'", refused.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(site.AppPath));
    }

    private static Task<CommandResult> RefusedAsync(Site site, int exit, string code, params string[] said) => RefusedAsync(site, exit, code, "v1", said);

    private static async Task<CommandResult> RefusedAsync(Site site, int exit, string code, string reference, string[] said)
    {
        var refused = await site.DeployAsync(reference);
        Rest.Exits(exit, refused);
        Assert.Contains($"error[{code}]", refused.Errors);
        Assert.All(said, words => Assert.Contains(words, refused.Errors));
        Assert.Empty(refused.Output);
        return refused;
    }

    private static async Task NothingIsLiveAsync(Site site)
    {
        site.Edit = text => text;
        var world = await World.LookAsync(site);
        Assert.Null(world.Live);
        Assert.Empty(world.Schema + world.Ledger);
        Assert.Empty(world.History);
        Assert.Empty(world.Releases);
        Assert.Equal(0, world.ServiceProcesses);
        Assert.False(world.Locked);
    }

    /// <summary>A file system of a few megabytes.</summary>
    private sealed class SmallDisk(string directory) : IAsyncDisposable
    {
        public static async Task<SmallDisk> AtAsync(string directory, int megabytes)
        {
            Directory.CreateDirectory(directory);
            await new CommandRunner().OutputOfAsync(Command.Of("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"),
                "tmpfs", directory), CancellationToken.None);
            return new(directory);
        }

        // Lazily: a service may still have its working directory there.
        public async ValueTask DisposeAsync() => await new CommandRunner().OutputOfAsync(Command.Of("umount", "--lazy", directory), CancellationToken.None);
    }
}
