using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Testing.Tests;

/// <summary>Building and reading the ledger from a program.</summary>
public sealed class LibraryTests(SharedServer shared)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void The_text_holds_every_file_in_order_and_its_hash_follows_it()
    {
        using var project = new Project().Write("db/schema/9_first.sql", "create schema app;");
        var builder = SchemaBuilder.ForDirectories(Path.Combine(project.Root, "db/schema"));

        var (first, second) = (builder.BuildText().IndexOf("create schema", StringComparison.Ordinal),
            builder.BuildText().IndexOf("create table", StringComparison.Ordinal));
        Assert.InRange(first, 1, second);
        Assert.Matches("^[0-9a-f]{64}$", builder.Hash);
        Assert.Equal(builder.Hash, SchemaBuilder.ForDirectories(Path.Combine(project.Root, "db/schema")).Hash);
        project.Write("db/schema/9_first.sql", "create schema other;");
        Assert.NotEqual(builder.Hash, SchemaBuilder.ForDirectories(Path.Combine(project.Root, "db/schema")).Hash);
    }

    [Fact]
    public async Task A_built_database_has_seeds_and_a_ledger_and_the_next_is_a_clone()
    {
        using var project = new Project().Migration(1, "create table t (id bigint primary key, a text);", "drop table t;")
            .Write("db/environments/local.yaml", "database_url: ${NOT_SET_ANYWHERE}\n").Write("db/seeds/common/a.sql", "insert into t values (1, 'seed');");
        var builder = SchemaBuilder.ForEnvironment("local", project.Root);
        var (first, second) = (shared.Server.SocketUrl("library_first"), shared.Server.SocketUrl("library_second"));

        Assert.True((await builder.BuildAsync(first, new() { UsesTemplate = true, Then = builder.SeedAsync }, Never)).Created);
        Assert.True((await builder.BuildAsync(second, new() { UsesTemplate = true }, Never)).FromTemplate);
        Assert.Equal((1, 0), (await RowsAsync(first), await RowsAsync(second)));
        Assert.Equal([Project.Version(1)], await new MigrationLedger(second).AppliedAsync(Never));
        Assert.Equal(SchemaErrors.NotEmpty, (await Assert.ThrowsAsync<ToolException>(() => builder.BuildAsync(first, null, Never))).Code);
    }

    [Fact]
    public async Task A_ledger_is_read_before_it_exists_and_while_a_migration_is_unfinished()
    {
        using var project = new Project().Migration(1, "create table one (id int);")
            .Migration(2, "-- confiture: no transaction\ncreate table two (id int);\nselect nonsense;");
        var url = await shared.Server.CreateDatabaseAsync("library_ledger", Never);
        var set = MigrationSet.Load(Path.Combine(project.Root, "db/migrations"));
        var ledger = new MigrationLedger(url);
        Assert.Empty(await ledger.RowsAsync(Never));
        Assert.Null(await ledger.CurrentAsync(Never));
        Assert.Equal(2, (await ledger.StatusAsync(set, Never)).Pending.Count);

        await Assert.ThrowsAsync<ToolException>(() => new Migrator(url, set, new()).UpAsync(UpSelection.All, Never));

        Assert.Equal([true, false], (await ledger.RowsAsync(Never)).Select(row => row.IsFinished));
        Assert.Equal(Project.Version(1), await ledger.CurrentAsync(Never));
        Assert.Equal(Project.Version(2), Assert.Single((await ledger.StatusAsync(set, Never)).Unfinished).Version);
    }

    [Fact]
    public void An_environment_that_is_not_there_is_refused()
    {
        using var project = new Project();
        Assert.Equal(FoundationErrors.ConfigurationMissing,
            Assert.Throws<ToolException>(() => SchemaBuilder.ForEnvironment("production", project.Root)).Code);
        Assert.Equal(FoundationErrors.Usage, Assert.Throws<ToolException>(() => SchemaBuilder.ForEnvironment("local", project.Root + "/nowhere")).Code);
    }

    private static async Task<long> RowsAsync(DatabaseUrl url)
    {
        await using var database = await Database.OpenAsync(url, "tests", Never);
        return await database.ScalarAsync<long>("select count(*) from t", Never);
    }
}
