using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>A server with few connections.</summary>
public sealed class FullServerTests(SharedServer shared)
{
    [Fact]
    public async Task More_databases_at_a_time_than_connections_are_fewer_at_a_time_and_all_done()
    {
        await using var server = await TemporaryServer.StartAsync(
            new() { Settings = new Dictionary<string, string> { ["max_connections"] = "10", ["superuser_reserved_connections"] = "3" } }, Project.Never);
        using var project = new Project(server.SocketUrl());
        project.Environment();
        project.Tables(1, 2);
        for (var number = 1; number <= 12; number++) await server.CreateDatabaseAsync($"tenant_{number}", Project.Never);

        var result = await project.SucceedsAsync("migrate", "up", "--databases", "tenant_*", "--parallel", "12");

        Assert.Equal(12, result.Lines.Count(line => line.StartsWith("done", StringComparison.Ordinal)));
        Assert.Matches("has [4-7] free connections of 10, and each database uses up to two: working on [23] at a time instead of 12", result.Errors);
    }

    [Fact]
    public async Task A_connection_that_is_refused_for_want_of_room_is_tried_again()
    {
        using var tenants = await Tenants.NewAsync(shared, 2);
        var role = $"few_{tenants.Project.Url.Database}";
        foreach (var statement in (string[])[$"create role {role} login connection limit 1", $"grant create on schema public to {role}"])
            await tenants.ExecuteAsync(tenants.Names[0], statement);
        await tenants.ExecuteAsync(tenants.Names[1], $"grant create on schema public to {role}");
        DatabaseUrl UrlOf(string name) => DatabaseUrl.Of(tenants.Project.Url.Host, tenants.Project.Url.Port, name, role, null);
        await using var busy = await Database.OpenAsync(UrlOf(tenants.Names[0]), "tests", Project.Never);
        tenants.Project.Write("list", string.Join('\n', tenants.Names.Select(name => UrlOf(name).ToSecretString())));
        await using var cli = Cli.StartUnder(["bash", "-c", "exec \"$@\" 2>&1", "bash"], tenants.Project.Root, ["migrate", "up", "--targets", "list"]);

        Assert.Contains("waiting up to 30 s for a free connection", await cli.Output.ReadLineAsync());
        await busy.DisposeAsync();
        var result = await cli.EndAsync();

        Assert.True(result.Exit == 0, result.ToString());
        Assert.Equal("t1 t2 t3", await tenants.TablesAsync(tenants.Names[1]));
    }
}
