using Foundation.Errors;

namespace Confiture.Schema.Tests;

/// <summary>From A to B and back: what is there afterwards is what is in a database that was built so, by our own eyes and by those of pg_dump.</summary>
public abstract class PairTests(SchemaServers servers)
{
    protected const int Parts = 4;

    protected async Task ThereAndBackAsync(string file, int version)
    {
        await MigrateBothWaysAsync(file, version);
        PairRuns.Done.Add((file, version));
    }

    private async Task MigrateBothWaysAsync(string file, int version)
    {
        var pair = PairFile.Read(file);
        var server = await servers.OfAsync(version);
        await using var work = await server.DatabaseAsync();
        await using var target = await server.DatabaseAsync();
        var ends = await Task.WhenAll(SchemaState.BuiltAsync(work, pair.Before), SchemaState.BuiltAsync(target, pair.After));
        var (before, after) = (ends[0], ends[1]);
        Judges.Agree(file, before, after);
        await Judges.StrangerSeesAsync(target, after);
        await work.RunAsync(pair.Rows);
        if (pair.Refused.Contains("there"))
        {
            Refuse(before, after);
            if (!pair.Refused.Contains("back")) await Migration.RunAsync(target, after, before, "back");
            else Refuse(after, before);
            return;
        }

        var there = await work.TransitionAsync(before, after, pair.Renames);
        var reached = await Migration.RunAsync(work, there, after, "there");
        if (pair.Refused.Contains("back")) Refuse(reached, before);
        else await Migration.RunAsync(work, await work.TransitionAsync(reached, before, there.Back), before, "back");
    }

    private static void Refuse(SchemaState from, SchemaState to) =>
        Assert.Equal("CONF-SCH-005", Assert.Throws<ToolException>(() => { SchemaPlan.Between(from.Schema, to.Schema); }).Code.ToString());
}

/// <summary>One part of the pairs: more than there are processors, because much of the time is waiting.</summary>
public sealed class FirstPairTests(SchemaServers servers) : PairTests(servers)
{
    public static TheoryData<string, int> Runs => PairRuns.Share(0, Parts);

    [Theory]
    [MemberData(nameof(Runs))]
    public Task There_and_back(string file, int version) => ThereAndBackAsync(file, version);
}

/// <inheritdoc/>
public sealed class SecondPairTests(SchemaServers servers) : PairTests(servers)
{
    public static TheoryData<string, int> Runs => PairRuns.Share(1, Parts);

    [Theory]
    [MemberData(nameof(Runs))]
    public Task There_and_back(string file, int version) => ThereAndBackAsync(file, version);
}

/// <inheritdoc/>
public sealed class ThirdPairTests(SchemaServers servers) : PairTests(servers)
{
    public static TheoryData<string, int> Runs => PairRuns.Share(2, Parts);

    [Theory]
    [MemberData(nameof(Runs))]
    public Task There_and_back(string file, int version) => ThereAndBackAsync(file, version);
}

/// <inheritdoc/>
public sealed class FourthPairTests(SchemaServers servers) : PairTests(servers)
{
    public static TheoryData<string, int> Runs => PairRuns.Share(3, Parts);

    [Theory]
    [MemberData(nameof(Runs))]
    public Task There_and_back(string file, int version) => ThereAndBackAsync(file, version);
}
