using System.Globalization;
using Foundation.Errors;

namespace Confiture.Postgres.Tests;

/// <summary>Starts that do not come to their end. They run alone, so that every new record of this process is theirs.</summary>
[Collection(nameof(FailedStartTests))]
[CollectionDefinition(nameof(FailedStartTests), DisableParallelization = true)]
public sealed class FailedStartTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly HashSet<string> before = [.. Records()];

    [Theory]
    [InlineData("shared_buffers", "a lot")]
    [InlineData("no_such_setting", "1")]
    public async Task A_server_that_cannot_start_says_why(string setting, string value)
    {
        var options = TemporaryServerOptions.Default with { Settings = new Dictionary<string, string> { [setting] = value } };
        var error = await Assert.ThrowsAsync<ToolException>(() => TemporaryServer.StartAsync(options, Never));
        Assert.Equal(PostgresErrors.ServerNotStarted, error.Code);
        Assert.Contains(setting, error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_cannot_smuggle_in_another_line()
    {
        var options = TemporaryServerOptions.Default with { Settings = new Dictionary<string, string> { ["fsync = on\nport"] = "1" } };
        await Assert.ThrowsAsync<ArgumentException>(() => TemporaryServer.StartAsync(options, Never));
    }

    /// <summary>How far a start has come, by what it has made.</summary>
    public static TheoryData<string> Stages => ["", "data/base", "data/postmaster.pid"];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_cancelled_start_ends_at_once_and_leaves_nothing(string stage)
    {
        // A start may be through before anybody can cancel it; never five times.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var cancel = new CancellationTokenSource();
            var start = TemporaryServer.StartAsync(TemporaryServerOptions.Default, cancel.Token);
            var directory = await ReachedAsync(stage, start);
            await cancel.CancelAsync();
            if (await IsCancelledAsync(start))
            {
                Assert.NotNull(directory);
                World.AssertNothingIsLeft(directory, postmaster: 0);
                return;
            }
        }

        Assert.Fail("no start was cancelled");
    }

    public void Dispose() => Assert.DoesNotContain(Records(), record => !before.Contains(record));

    private static async Task<bool> IsCancelledAsync(Task<TemporaryServer> start)
    {
        try
        {
            await (await start).DisposeAsync();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    // The directory of the start, once there is what it is to have made; null when it ended before.
    private async Task<string?> ReachedAsync(string stage, Task start)
    {
        while (!start.IsCompleted)
        {
            if (Records().Find(record => !before.Contains(record)) is { } record)
            {
                var directory = $"/tmp/confiture-0/places/{Path.GetFileNameWithoutExtension(record)}";
                if (Path.Exists(Path.Combine(directory, stage))) return directory;
            }

            await Task.Delay(1);
        }

        return null;
    }

    // Other processes of this user have servers too.
    private static List<string> Records()
    {
        var mine = string.Create(CultureInfo.InvariantCulture, $"\"pid\":{Environment.ProcessId},");
        List<string> records = [];
        foreach (var path in Directory.Exists("/tmp/confiture-0/records") ? Directory.GetFiles("/tmp/confiture-0/records", "*.json") : [])
        {
            try
            {
                if (File.ReadAllText(path).Contains(mine, StringComparison.Ordinal)) records.Add(path);
            }
            catch (FileNotFoundException)
            {
                // Another process disposed its server just now.
            }
        }

        return records;
    }
}
