namespace Confiture.Schema.Tests;

/// <summary>From A to B and back: what pg_dump prints afterwards is what it prints of a database that was built so.</summary>
public abstract class PairTests(SchemaServers servers)
{
    /// <summary>A pair that is not mastered yet has to fail: otherwise the list of those would hide what works.</summary>
    protected async Task ThereAndBackAsync(string file)
    {
        if (!PairFile.Pending.Contains(file)) await MigrateBothWaysAsync(file);
        else if (await Record.ExceptionAsync(() => MigrateBothWaysAsync(file)) is null) Assert.Fail($"{file} is migrated there and back: take it from pending.txt.");
    }

    private async Task MigrateBothWaysAsync(string file)
    {
        var pair = PairFile.Read(file);
        var server = await servers.OfAsync(SchemaServers.Wanted);
        var (work, target) = (await server.DatabaseAsync(), await server.DatabaseAsync());
        try
        {
            await server.PsqlAsync(work, pair.Before);
            await server.PsqlAsync(target, pair.After);
            var (before, after) = (await SchemaServer.ReadAsync(work), await SchemaServer.ReadAsync(target));
            var (dumpOfBefore, dumpOfAfter) = (await server.DumpAsync(work), await server.DumpAsync(target));
            await server.PsqlAsync(work, pair.Rows);
            await MigrateAsync(server, work, before, after, dumpOfAfter, "there");
            await MigrateAsync(server, work, await SchemaServer.ReadAsync(work), before, dumpOfBefore, "back");
        }
        finally
        {
            await server.DropAsync(work);
            await server.DropAsync(target);
        }
    }

    private static async Task MigrateAsync(SchemaServer server, Confiture.Postgres.DatabaseUrl url, DatabaseSchema from, DatabaseSchema to, string dump, string way)
    {
        var plan = SchemaPlan.Between(from, to);
        var sql = string.Join("\n", plan.Changes.Select(c => c.Sql + ";"));
        try
        {
            await server.PsqlAsync(url, sql);
        }
        catch (InvalidOperationException e)
        {
            Assert.Fail($"{way}: {e.Message}\n{sql}");
        }

        var reached = await SchemaServer.ReadAsync(url);
        var rest = SchemaPlan.Between(reached, to);
        Assert.True(rest.Changes.Count == 0, $"{way}: a second plan is not empty: {string.Join("; ", rest.Changes.Select(c => c.Sql))}\n{sql}");
        if (plan.Reports.Count > 0) return;
        var seen = await server.DumpAsync(url);
        if (seen == dump) return;
        var (missing, surplus) = (dump.Split('\n').Except(seen.Split('\n')).Take(8), seen.Split('\n').Except(dump.Split('\n')).Take(8));
        Assert.Fail($"{way}: pg_dump sees a difference\n- {string.Join("\n- ", missing)}\n+ {string.Join("\n+ ", surplus)}\n{sql}");
    }
}

/// <summary>One half of the pairs, because there are two processors.</summary>
public sealed class EvenPairTests(SchemaServers servers) : PairTests(servers)
{
    public static TheoryData<string> Files => [.. PairFile.Share(0)];

    [Theory]
    [MemberData(nameof(Files))]
    public Task There_and_back(string file) => ThereAndBackAsync(file);
}

/// <summary>The other half.</summary>
public sealed class OddPairTests(SchemaServers servers) : PairTests(servers)
{
    public static TheoryData<string> Files => [.. PairFile.Share(1)];

    [Theory]
    [MemberData(nameof(Files))]
    public Task There_and_back(string file) => ThereAndBackAsync(file);
}
