namespace Confiture.Migrations.Tests;

/// <summary>The projects in examples/hooks.</summary>
public sealed class HookExampleTests(SharedServer shared)
{
    [Fact]
    public async Task A_read_model_is_filled_in_the_transaction_that_creates_it()
    {
        using var project = await ExampleAsync("read-model");
        await project.SucceedsAsync("migrate", "up", "--steps", "1");
        await project.ExecuteAsync(
            "insert into tb_order (customer) values ('Ada'), ('Bob'), ('Cyd')",
            "insert into tb_order_line (fk_order, amount) values (1, 10.50), (1, 2), (3, 7)");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal(
            "Ada 12.50|Bob 0|Cyd 7.00",
            await project.ScalarAsync<string>("select string_agg(data ->> 'customer' || ' ' || (data ->> 'total'), '|' order by pk_order) from tv_order"));
        Assert.Equal(0, (await project.CliAsync("drift")).Exit);
    }

    [Fact]
    public async Task A_read_model_that_lacks_an_order_rolls_the_migration_back()
    {
        using var project = await ExampleAsync("read-model");
        await project.SucceedsAsync("migrate", "up", "--steps", "1");
        await project.ExecuteAsync("insert into tb_order (customer) values ('Ada'), ('Bob')");
        var hook = Path.Combine(project.Root, "db/hooks/AFTER_DDL/10_backfill_read_model.up.sql");
        await File.WriteAllTextAsync(hook, (await File.ReadAllTextAsync(hook)).Replace("LEFT JOIN", "JOIN", StringComparison.Ordinal));
        var result = await project.CliAsync("migrate", "up");
        Assert.Equal(3, result.Exit);
        Assert.Contains("the read model has 0 of 2 orders", result.Errors);
        Assert.Equal("tb_order tb_order_line", await project.TablesAsync());
    }

    [Fact]
    public async Task Payments_are_worth_the_same_before_and_after()
    {
        using var project = await ExampleAsync("validation");
        await project.SucceedsAsync("migrate", "up", "--steps", "1");
        await project.ExecuteAsync("insert into payment (amount) values (10.50), (0.01), (3)");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal(1351L, await project.ScalarAsync<long>("select sum(cents)::bigint from payment"));
        await project.SucceedsAsync("migrate", "down");
        Assert.Equal(13.51m, await project.ScalarAsync<decimal>("select sum(amount) from payment"));
        var up = Path.Combine(project.Migrations, "20260102000000_count_payments_in_cents.up.sql");
        await File.WriteAllTextAsync(up, (await File.ReadAllTextAsync(up)).Replace("round(amount * 100)", "trunc(amount) * 100", StringComparison.Ordinal));
        var result = await project.CliAsync("migrate", "up");
        Assert.Equal(3, result.Exit);
        Assert.Contains("payments were worth 13.51, and would be worth 13.00", result.Errors);
    }

    [Fact]
    public async Task The_guide_shows_the_files_of_the_examples()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Cli.RepositoryRoot, "docs/guides/hooks.md"));
        var examples = Path.Combine(Cli.RepositoryRoot, "examples/hooks");
        var hooks = Directory.EnumerateFiles(examples, "*.sql", SearchOption.AllDirectories)
            .Where(f => f.Contains("/db/hooks/", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, hooks.Count);
        Assert.All(hooks, hook => Assert.Contains(File.ReadAllText(hook), guide, StringComparison.Ordinal));
    }

    private async Task<Project> ExampleAsync(string name)
    {
        var project = await shared.NewProjectAsync();
        var example = Path.Combine(Cli.RepositoryRoot, "examples/hooks", name);
        foreach (var file in Directory.EnumerateFiles(example, "*", SearchOption.AllDirectories))
            project.Write(Path.GetRelativePath(example, file), await File.ReadAllBytesAsync(file));
        return project;
    }
}
