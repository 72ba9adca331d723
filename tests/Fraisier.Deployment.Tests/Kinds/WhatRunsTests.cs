using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The plan is what runs: migrations wherever the release has them, the database that was looked at, a limit for whatever hangs.</summary>
public sealed class WhatRunsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Migrations_behind_a_symbolic_link_run()
    {
        await using var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v2");
        await ShellAsync(commits.Path, "mkdir shared && git mv db/migrations shared/migrations && ln -s ../shared/migrations db/migrations");
        await commits.CommitAsync("linked");

        Rest.Exits(0, await site.DeployAsync("linked"));

        Assert.Equal(4, Rest.VersionsOf(await World.LookAsync(site)).Count);
    }

    [Fact]
    public async Task Migrations_that_the_build_writes_run_or_nothing_does()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var commits = await site.Commits.FromAsync("v1");
        commits.Write("later/20260201000000_name.up.sql", "alter table items add column name text;\n");
        commits.Write("later/20260201000000_name.down.sql", "alter table items drop column name;\n");
        commits.App("2", "id,name");
        await commits.CommitAsync("built");
        site.More = "        build: [sh, -c, 'cp later/* db/migrations/']\n";

        Rest.Exits(0, await site.DeployAsync("built"));

        Assert.Contains("20260201000000", Rest.VersionsOf(await World.LookAsync(site)));
        Rest.Exits(0, await site.RunAsync("built", ["status", Site.Fraise, Site.Environment]));
    }

    [Fact]
    public async Task Irreversible_migrations_of_a_build_stop_before_the_first_change()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.More = "        build: [sh, -c, 'echo \"alter table items add column name text;\" > db/migrations/20260201000000_name.up.sql']\n";

        var failed = await site.DeployAsync("v2");

        Rest.Exits(3, failed);
        Assert.Contains("20260201000000_name cannot be rolled back", failed.Errors);
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Killed_inside_a_migration_outside_a_transaction_recovery_rolls_its_statements_back()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var commits = await site.Commits.FromAsync("v1");
        commits.Write("db/migrations/20260201000000_index.up.sql",
            "-- confiture: no transaction\ncreate index concurrently if not exists items_id on items (id);\nselect pg_sleep(60);\n");
        commits.Write("db/migrations/20260201000000_index.down.sql", "-- confiture: no transaction\ndrop index concurrently if exists items_id;\n");
        await commits.CommitAsync("half");
        await using var database = await site.OpenAsync();
        await using (var running = site.StartDeploy("half"))
        {
            for (var i = 0; i < 500 && !await SleepsAsync(database); i++) await Task.Delay(20);
            await running.KillAsync();
        }

        Rest.Exits(0, await site.RecoverAsync());

        Assert.True(await database.ScalarAsync<bool>("select to_regclass('items_id') is null", CancellationToken.None));
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_submodule_is_refused_by_name()
    {
        await using var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v1");
        await commits.GitAsync("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", site.Repository, "vendor/lib");
        await commits.CommitAsync("with-submodule");

        var refused = await site.DeployAsync("with-submodule");

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-026]", refused.Errors);
        Assert.Contains("vendor/lib", refused.Errors);
    }

    [Fact]
    public async Task A_pointer_to_a_large_file_is_refused_by_name()
    {
        await using var site = await Site.CreateAsync(postgres);
        var commits = await site.Commits.FromAsync("v1");
        commits.Write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        commits.Write("model.bin",
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        await commits.GitAsync("-c", "filter.lfs.clean=cat", "-c", "filter.lfs.required=false", "add", "--all");
        await commits.CommitAsync("with-pointer");

        var refused = await site.DeployAsync("with-pointer");

        Rest.Exits(6, refused);
        Assert.Contains("model.bin", refused.Errors);
        Assert.Contains("Git LFS", refused.Errors);
    }

    [Theory]
    [InlineData("after Up 20260102000001")]
    [InlineData("after ended Do Migrate")]
    [InlineData("after began Do Health")]
    public async Task Recovery_with_another_database_changes_nothing_there(string point)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await using (var running = site.StartDeploy("v2"))
        {
            await running.ReachAsync(point);
            await running.KillAsync();
        }

        await using var other = await Site.CreateAsync(postgres, site.Repository);
        site.Edit = text => text.Replace(site.Database, other.Database, StringComparison.Ordinal);
        var refused = await site.RecoverAsync();
        Rest.Exits(8, refused);
        Assert.Contains("FRAI-DEP-027", refused.Errors);
        await using (var database = await other.OpenAsync())
        {
            Assert.Equal(0L,
                await database.ScalarAsync<long>("select count(*) from pg_class where relnamespace = 'public'::regnamespace", CancellationToken.None));
        }

        site.Edit = text => text;
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Going_back_on_another_database_is_refused()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        Rest.Exits(0, await site.DeployAsync("v2"));
        await using var other = await Site.CreateAsync(postgres, site.Repository);
        site.Edit = text => text.Replace(site.Database, other.Database, StringComparison.Ordinal);

        var refused = await site.RollBackAsync();

        Rest.Exits(8, refused);
        Assert.Contains("error[FRAI-DEP-027]", refused.Errors);
        site.Edit = text => text;
        await Rest.StaysAsync(site, "v2");
    }

    [Theory]
    [InlineData("rollback")]
    [InlineData("deploy")]
    public async Task A_process_that_the_configuration_forgot_is_not_forgotten(string command)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        Rest.Exits(0, await site.DeployAsync("v2"));
        site.Edit = text => text[..text.IndexOf("        service:", StringComparison.Ordinal)]
            + text[text.IndexOf("        database:", StringComparison.Ordinal)..];

        var refused = await site.RunAsync("v1", [command, Site.Fraise, Site.Environment]);

        Rest.Exits(1, refused);
        Assert.Contains("error[FRAI-DEP-015]", refused.Errors);
        Assert.Contains("still runs under supervisor", refused.Errors);
        Assert.Equal(8, (await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment])).ExitCode);
        site.Edit = text => text;
        await Rest.StaysAsync(site, "v2");
    }

    [Fact]
    public async Task A_layout_that_does_not_fit_the_directory_is_refused()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.More = "        layout: in_place\n";
        var refused = await site.DeployAsync("v2");
        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-020]", refused.Errors);
        site.More = string.Empty;
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_remote_that_says_nothing_is_given_up()
    {
        await using var site = await Site.CreateAsync(postgres);
        using var mute = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        mute.Start();
        site.More = "        fetch_timeout: 2\n";
        site.Edit = text => text.Replace($"repository: {site.Repository}", $"repository: git://{mute.LocalEndpoint}/r.git", StringComparison.Ordinal);
        var start = TimeProvider.System.GetTimestamp();

        var failed = await site.DeployAsync("v1");

        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 2, 30);
        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("2 s", failed.Errors);
        Assert.Contains("fetch_timeout", failed.Errors);
    }

    [Theory]
    [InlineData("truncate -s 0 objects/pack/*.pack; for f in $(find objects -type f); do chmod u+w $f; : > $f; done")]
    [InlineData("rm -rf objects")]
    [InlineData("echo nonsense > HEAD")]
    [InlineData("touch HEAD.lock packed-refs.lock config.lock refs/tags/later.lock")]
    public async Task A_damaged_mirror_is_made_new(string damage)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await (await site.Commits.FromAsync("v2")).CommitAsync("later"); // Something to fetch.
        await ShellAsync(Path.Combine(site.StoreDirectory, "mirror.git"), damage);

        Rest.Exits(0, await site.DeployAsync("v2"));

        await Rest.StaysAsync(site, "v2");
    }

    [Fact]
    public async Task Whoever_waits_for_the_migration_lock_says_for_whom()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await using var holder = await site.OpenAsync();
        var key = await holder.ScalarAsync<long>(
            "select ('x' || encode(substr(sha256('confiture:\"public\".\"tb_confiture\"'), 1, 8), 'hex'))::bit(64)::bigint", CancellationToken.None);
        Assert.True(await holder.ScalarAsync<bool>("select pg_try_advisory_lock($1)", CancellationToken.None, key));

        await using var running = site.StartDeploy("v2");
        for (var i = 0; i < 500 && !running.Said.Contains("waiting up to 5 s for 'test'", StringComparison.Ordinal); i++) await Task.Delay(20);
        Assert.Contains("waiting up to 5 s for 'test'", running.Said);
        await holder.ExecuteAsync("select pg_advisory_unlock_all()", CancellationToken.None);

        Assert.Equal(0, await running.EndAsync());
        await Rest.StaysAsync(site, "v2");
    }

    private static Task<bool> SleepsAsync(Confiture.Postgres.Database database) =>
        database.ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and state = 'active' and query like 'select "
            + "pg_sleep%' and pid <> pg_backend_pid())", CancellationToken.None);

    private static Task<string> ShellAsync(string directory, string line) =>
        new CommandRunner()
            .OutputOfAsync(Command.Of("bash", "-c", line) with { WorkingDirectory = directory, Deadline = TimeSpan.FromMinutes(1) }, CancellationToken.None);
}
