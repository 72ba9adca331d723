using Confiture.Testing;

namespace Example.Testing;

/// <summary>What the migration `paid` makes of rows that are there already.</summary>
public sealed class PaidMigrationTests(Databases databases)
{
    private const string Before = "20260101000000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_orders_count_as_paid()
    {
        await using var sandbox = await MigrationSandbox.AtAsync(databases.All, Before, Cancellation);
        await sandbox.ExecuteAsync("insert into orders (customer, items) values ('Ada', 2)", Cancellation);

        await sandbox.UpAsync(Cancellation);

        var row = Assert.Single(await sandbox.QueryAsync("select customer, paid from orders", Cancellation));
        Assert.Equal(("Ada", "t"), (row["customer"], row["paid"]));
    }

    [Fact]
    public async Task Down_leaves_what_was_before()
    {
        await using var sandbox = await MigrationSandbox.AtAsync(databases.All, Before, Cancellation);
        await sandbox.ExecuteAsync("insert into orders (customer, items) values ('Ada', 2)", Cancellation);
        var before = await sandbox.SchemaAsync(Cancellation);

        await sandbox.UpAsync(Cancellation);
        var change = Assert.Single(await sandbox.DifferencesAsync(before, Cancellation));
        Assert.Equal(("added", "column public.orders.paid"), (change.Change, change.Id.ToString()));

        await sandbox.DownAsync(Cancellation);
        Assert.Empty(await sandbox.DifferencesAsync(before, Cancellation));
        Assert.Equal(1, await sandbox.ScalarAsync<long>("select count(*) from orders where items = 2", Cancellation));
    }
}
