using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

public sealed class RoundTripTests(SharedServer shared)
{
    [Fact]
    public async Task Up_and_down_and_status_tell_the_same_story()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2, 3);
        var before = await project.Migrator().StatusAsync(Project.Never);
        Assert.False(before.HasLedger);
        Assert.All(before.Entries, e => Assert.Equal(MigrationState.Pending, e.State));
        Assert.Equal([Project.Version(1), Project.Version(2), Project.Version(3)], await project.UpAsync());
        Assert.Equal("t1 t2 t3", await project.TablesAsync());
        var after = await project.Migrator().StatusAsync(Project.Never);
        Assert.True(after.HasLedger);
        Assert.All(after.Entries, e => Assert.Equal(MigrationState.Applied, e.State));
        Assert.Empty(await project.UpAsync());
        Assert.Equal([Project.Version(3)], await project.DownAsync(1));
        Assert.Equal([Project.Version(2), Project.Version(1)], await project.DownAsync(5));
        Assert.Empty(await project.DownAsync(1));
        Assert.Equal(string.Empty, await project.TablesAsync());
        Assert.Equal(string.Empty, await project.LedgerAsync());
        Assert.Equal(3, (await project.UpAsync()).Count);
    }

    [Fact]
    public async Task Asking_for_the_status_creates_nothing()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        await project.Migrator().StatusAsync(Project.Never);
        Assert.Equal(0, await project.Migrator().FenceEpochAsync("app", Project.Never));
        Assert.Equal(0, await project.ScalarAsync<long>("select count(*) from pg_class where relname like 'tb_confiture%'"));
    }

    [Fact]
    public async Task Up_stops_at_its_target()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2, 3);
        Assert.Equal([Project.Version(1), Project.Version(2)], await project.UpAsync(target: Project.Version(2)));
        Assert.Equal("t1 t2", await project.TablesAsync());
        Assert.Empty(await project.UpAsync(target: Project.Version(1)));
        var error = await Assert.ThrowsAsync<ToolException>(() => project.UpAsync(target: Project.Version(9)));
        Assert.Equal(MigrationErrors.UnknownVersion, error.Code);
        Assert.Contains(Project.Version(9), error.What);
        Assert.Contains("m3", error.Why);
    }

    [Fact]
    public async Task The_ledger_remembers_who_when_how_long_and_for_which_deployment()
    {
        using var project = await shared.NewProjectAsync();
        project.Migration(1, "select pg_sleep(0.2);", "-- nothing\n");
        project.Migration(2, "create table t2 ();");
        var start = DateTimeOffset.UtcNow.AddSeconds(-5);
        await project.UpAsync(new() { Deployment = "deploy-7", AppliedBy = "jane@laptop" });
        var set = project.Set;
        await using var database = await project.OpenAsync();
        var rows = (await LedgerTable.Default.ReadAsync(database, Project.Never))!;
        Assert.Equal((Project.Version(1), "m1", "jane@laptop", "deploy-7"), (rows[0].Version, rows[0].Name, rows[0].AppliedBy, rows[0].Deployment));
        Assert.InRange(rows[0].Milliseconds, 190, 10_000);
        Assert.InRange(rows[0].AppliedAt, start, DateTimeOffset.UtcNow.AddSeconds(5));
        Assert.Equal((set.Migrations[0].Up.Checksum, set.Migrations[0].Down!.Checksum), (rows[0].UpChecksum, rows[0].DownChecksum));
        Assert.Equal((set.Migrations[1].Up.Checksum, null), (rows[1].UpChecksum, rows[1].DownChecksum));
        Assert.Equal(64, rows[0].UpChecksum.Length);
    }

    [Fact]
    public async Task A_run_by_hand_is_recorded_by_user_and_host()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        await project.UpAsync();
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", await project.ScalarAsync<string>("select applied_by from tb_confiture"));
        Assert.Null(await project.ScalarAsync<string>("select deployment_id from tb_confiture"));
    }

    [Theory]
    [InlineData("meta.\"My ledger\"", "meta", "My ledger")]
    [InlineData("history", "public", "history")]
    public async Task The_ledger_is_where_the_configuration_says(string configured, string schema, string name)
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync("create schema meta");
        // A search path of the migration's own does not lead the ledger astray.
        project.Migration(1, "create schema other; set search_path to other; create table t1 ();", "drop schema other cascade;");
        var options = new MigratorOptions { Ledger = new LedgerTable(QualifiedName.Parse(configured)) };
        await project.UpAsync(options);
        Assert.Equal(1, await project.ScalarAsync<long>($"select count(*) from \"{schema}\".\"{name}\""));
        Assert.Equal(
            $"{name} {name}_events {name}_fence",
            await project.ScalarAsync<string>(
                "select string_agg(tablename, ' ' order by tablename) from pg_tables where schemaname = $1 and tablename like $2", schema, name + "%"));
        Assert.Equal("t1", await project.TablesAsync("other"));
        Assert.Equal([Project.Version(1)], await project.DownAsync(1, options));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_made_is_an_error_that_says_how_to_allow_it()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1);
        var missing = await project.UpFailsAsync(new() { Ledger = new(new QualifiedName("nowhere", "ledger")) });
        Assert.Equal(MigrationErrors.LedgerUnusable, missing.Code);
        Assert.Contains("create schema nowhere", missing.Fix);
        await project.ExecuteAsync("create table public.mine (id int)");
        var foreign = await project.UpFailsAsync(new() { Ledger = new(new QualifiedName("public", "mine")) });
        Assert.Equal(MigrationErrors.LedgerUnusable, foreign.Code);
        Assert.Contains("tracking_table", foreign.Fix);
        Assert.Equal("mine", await project.ScalarAsync<string>(
            "select string_agg(tablename::text, ' ') from pg_tables where schemaname = 'public' and tablename like 't_'  or tablename = 'mine'"));
    }

    [Fact]
    public async Task Down_rolls_back_exactly_what_a_deployment_applied()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        await project.UpAsync(new() { Deployment = "a" });
        project.Tables(3, 4);
        await project.UpAsync(new() { Deployment = "b" });
        var taken = await project.Migrator().DownAsync(new DownSelection.AppliedBy("b"), Project.Never);
        Assert.Equal(["m4", "m3"], taken.Select(m => m.Name));
        Assert.Equal("t1 t2", await project.TablesAsync());
        Assert.Empty(await project.Migrator().DownAsync(new DownSelection.AppliedBy("b"), Project.Never));
    }

    [Fact]
    public async Task The_observer_hears_of_each_migration_before_and_after()
    {
        using var project = await shared.NewProjectAsync();
        project.Tables(1, 2);
        var heard = new Recorder();
        await project.UpAsync(new() { Observer = heard });
        await project.DownAsync(1, new() { Observer = heard });
        Assert.Equal(["> Up m1", "< Up m1", "> Up m2", "< Up m2", "> Down m2", "< Down m2"], heard.Heard);
    }

    private sealed class Recorder : IMigrationObserver
    {
        public List<string> Heard { get; } = [];

        public void Starting(Migration migration, MigrationVerb verb) => Heard.Add($"> {verb} {migration.Name}");

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) => Heard.Add($"< {verb} {migration.Name}");
    }
}
