using Foundation.Errors;

namespace Confiture.Schema.Tests;

/// <summary>
/// Three schemas in the manner of real applications, each with a history of thirty steps: every step is planned from the schema before it and the one
/// after it, applied, and taken back. Most steps are written as what a person would write, so they are another way to the same schema.
/// </summary>
public abstract class HistoryTests(SchemaServers servers, ITestOutputHelper output)
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Histories"));

    protected async Task EveryStepThereAndBackAsync(string history, int version)
    {
        var files = Directory.GetFiles(Path.Combine(Root, history), "*.sql").Order(StringComparer.Ordinal).ToList();
        var server = await servers.OfAsync(version);
        List<string> failures = [];
        var built = await server.DatabaseAsync();
        try
        {
            await built.RunAsync(await File.ReadAllTextAsync(files[0], TestContext.Current.CancellationToken));
            var before = await SchemaState.OfAsync(built);
            foreach (var file in files.Skip(1))
            {
                await using var work = await built.CopyAsync();
                await built.RunAsync(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
                var after = await SchemaState.OfAsync(built);
                if (await Record.ExceptionAsync(() => StepAsync(work, before, after)) is { } failure)
                    failures.Add($"{Path.GetFileName(file)}: {failure.Message}");
                before = after;
            }
        }
        finally
        {
            await built.DisposeAsync();
        }

        output.WriteLine($"figure histories {history} on {version}: {files.Count - 1 - failures.Count} of {files.Count - 1} steps there and back");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static async Task StepAsync(SchemaDatabase work, SchemaState before, SchemaState after)
    {
        Judges.Agree("history", before, after);
        // A subscription that comes has to be refused, and one that goes cannot be brought back.
        var subscribes = after.Schema.Objects.Any(o => o.Id.Kind == "subscription" && before.Schema.Find(o.Id) is null);
        var unsubscribes = before.Schema.Objects.Any(o => o.Id.Kind == "subscription" && after.Schema.Find(o.Id) is null);
        if (subscribes) Assert.Equal("CONF-SCH-005", Assert.Throws<ToolException>(() => { SchemaPlan.Between(before.Schema, after.Schema); }).Code.ToString());
        if (subscribes) return;
        var reached = await Migration.RunAsync(work, before, after, "there");
        if (!unsubscribes) await Migration.RunAsync(work, reached, before, "back");
    }

    /// <summary>All versions in the long run, otherwise the one with pg_dump.</summary>
    protected static TheoryData<int> Versions => [.. PairRuns.IsLong ? PairRuns.Versions : [PairRuns.Reference]];
}

/// <summary>A shop of about two hundred tables in seven schemas.</summary>
public sealed class ShopHistoryTests(SchemaServers servers, ITestOutputHelper output) : HistoryTests(servers, output)
{
    public static TheoryData<int> On => Versions;

    [Theory]
    [MemberData(nameof(On))]
    public Task Every_step_is_taken_and_rolled_back(int version) => EveryStepThereAndBackAsync("shop", version);
}

/// <summary>A music encyclopedia with many functions and triggers.</summary>
public sealed class MusicHistoryTests(SchemaServers servers, ITestOutputHelper output) : HistoryTests(servers, output)
{
    public static TheoryData<int> On => Versions;

    [Theory]
    [MemberData(nameof(On))]
    public Task Every_step_is_taken_and_rolled_back(int version) => EveryStepThereAndBackAsync("music", version);
}

/// <summary>A service for many tenants, with partitions and policies.</summary>
public sealed class TenantsHistoryTests(SchemaServers servers, ITestOutputHelper output) : HistoryTests(servers, output)
{
    public static TheoryData<int> On => Versions;

    [Theory]
    [MemberData(nameof(On))]
    public Task Every_step_is_taken_and_rolled_back(int version) => EveryStepThereAndBackAsync("tenants", version);
}
