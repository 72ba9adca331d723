namespace Confiture.Migrations.Tests;

/// <summary>What pending migrations would do, from the live catalogs, with nothing changed.</summary>
public sealed class DryRunTests(SharedServer shared)
{
    [Fact]
    public async Task Locks_and_work_are_predicted_from_the_live_tables()
    {
        using var project = await FilledAsync();

        var dry = await project.SucceedsAsync("migrate", "up", "--dry-run");

        Assert.Contains("_m1  (one transaction)", dry.Output, StringComparison.Ordinal);
        Assert.Contains("lock: ACCESS EXCLUSIVE on public.items, blocks reads and writes", Plain(dry.Output), StringComparison.Ordinal);
        Assert.Contains("work: rewrites public.items: about 100,000 rows", Plain(dry.Output), StringComparison.Ordinal);
        Assert.Contains("(estimate from the speed of reading here)", dry.Output, StringComparison.Ordinal);
        Assert.Contains("volatile-default-rewrites-table", dry.Output, StringComparison.Ordinal);
        Assert.Contains("_m3  (outside a transaction)", dry.Output, StringComparison.Ordinal);
        Assert.Contains("lock: SHARE UPDATE EXCLUSIVE on public.items", Plain(dry.Output), StringComparison.Ordinal);
        // What a migration makes is in nobody's way until it is committed, and known to the next one.
        var (first, second) = (Plain(dry.Output).Split("_m2")[0], Plain(dry.Output).Split("_m2")[1]);
        Assert.DoesNotContain("public.fresh", first, StringComparison.Ordinal);
        Assert.Contains("lock: SHARE on public.fresh, blocks writes", second, StringComparison.Ordinal);
        Assert.Contains("3 migrations would be applied. Nothing was changed.", dry.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_anywhere()
    {
        using var project = await FilledAsync();
        var before = await StateAsync(project);

        await project.SucceedsAsync("migrate", "up", "--dry-run");

        Assert.Equal(before, await StateAsync(project));
        Assert.True(await project.ScalarAsync<bool>("select to_regclass('tb_confiture') is null"));
    }

    [Fact]
    public async Task Selections_and_mistakes_are_those_of_the_real_run()
    {
        using var project = await FilledAsync();

        var one = await project.SucceedsAsync("migrate", "up", "--dry-run", "--steps", "1");
        Assert.Contains("1 migration would be applied", one.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--dry-run", "--target", "20990101000000")).Exit);
        project.Migration(4, "select 'open;", "select 1;");
        Assert.Equal(2, (await project.CliAsync("migrate", "up", "--dry-run")).Exit);
    }

    [Fact]
    public async Task A_table_that_may_not_be_read_has_no_estimate()
    {
        using var project = await FilledAsync();
        var name = project.Url.Database;
        await project.ExecuteAsync($"create role blind_{name} login");
        var blind = project.Url.ToSecretString().Replace("postgres@", $"blind_{name}@", StringComparison.Ordinal);

        var dry = await project.SucceedsAsync("migrate", "up", "--dry-run", "--url", blind);

        Assert.Contains("duration unknown", dry.Output, StringComparison.Ordinal);
        await project.ExecuteAsync($"drop role blind_{name}");
    }

    private async Task<Project> FilledAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        await project.ExecuteAsync(
            "create table items as select i as id, repeat('x', 50) as text from generate_series(1, 100000) i", "analyze items");
        project.Migration(
            1, "create table fresh (id int);\nalter table items add column token uuid default gen_random_uuid();\n", "alter table items drop column token;");
        project.Migration(2, "create index fresh_id on fresh (id);\n", "drop index fresh_id;");
        project.Migration(3, "-- confiture: no transaction\ncreate index concurrently items_id on items (id);\n", "drop index items_id;");
        return project;
    }

    private static string Plain(string text) => text.Replace("\"", string.Empty, StringComparison.Ordinal);

    private static Task<string?> StateAsync(Project project) => project.ScalarAsync<string>(
        "select string_agg(concat_ws(' ', oid, relname, relfilenode, relpages, reltuples), ',' order by oid) from pg_class"
        + " where relnamespace = 'public'::regnamespace");
}
