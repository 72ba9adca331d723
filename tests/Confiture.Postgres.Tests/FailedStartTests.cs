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
        var options = ThrowAwayServerOptions.Default with { Settings = new Dictionary<string, string> { [setting] = value } };
        var error = await Assert.ThrowsAsync<ToolException>(() => ThrowAwayServer.StartAsync(options, Never));
        Assert.Equal(PostgresErrors.ServerNotStarted, error.Code);
        Assert.Contains(setting, error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_cannot_smuggle_in_another_line()
    {
        var options = ThrowAwayServerOptions.Default with { Settings = new Dictionary<string, string> { ["fsync = on\nport"] = "1" } };
        await Assert.ThrowsAsync<ArgumentException>(() => ThrowAwayServer.StartAsync(options, Never));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_cancelled_start_leaves_nothing(int milliseconds)
    {
        using var cancel = new CancellationTokenSource(milliseconds);
        try
        {
            await using var server = await ThrowAwayServer.StartAsync(ThrowAwayServerOptions.Default, cancel.Token);
        }
        catch (OperationCanceledException)
        {
            // Expected, unless the start was quicker.
        }
    }

    public void Dispose()
    {
        var left = Records().Where(record => !before.Contains(record)).ToList();
        Assert.Empty(left);
        foreach (var directory in Directory.GetDirectories("/tmp/confiture-0/run")) Assert.True(File.Exists(World.RecordOf(directory)) || !Directory.Exists(directory), $"{directory} is left");
    }

    // Other processes of this user have servers too.
    private static List<string> Records()
    {
        var mine = string.Create(CultureInfo.InvariantCulture, $"\"Pid\":{Environment.ProcessId},");
        List<string> records = [];
        foreach (var path in Directory.Exists("/tmp/confiture-0/servers") ? Directory.GetFiles("/tmp/confiture-0/servers", "*.json") : [])
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
