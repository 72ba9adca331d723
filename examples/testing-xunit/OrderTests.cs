using Npgsql;

namespace Example.Testing;

/// <summary>Each test has a database of its own, so all of them run in parallel.</summary>
public sealed class OrderTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_counts_its_items()
    {
        await using var database = await databases.All.CreateAsync(Cancellation);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("insert into orders (customer, items) values ($1, $2) returning items", connection);
        command.Parameters.Add(new() { Value = "Ada" });
        command.Parameters.Add(new() { Value = 3 });

        Assert.Equal(3, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task There_are_no_orders_of_other_tests()
    {
        await using var database = await databases.All.CreateAsync(Cancellation);
        await database.ExecuteAsync("insert into orders (customer, items) values ('Grace', 1)", Cancellation);

        var row = Assert.Single(await database.QueryAsync("select customer, items, paid from orders", Cancellation));
        Assert.Equal(("Grace", "1", "f"), (row["customer"], row["items"], row["paid"]));
    }
}
