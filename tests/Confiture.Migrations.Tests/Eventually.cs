using System.Diagnostics;

namespace Confiture.Migrations.Tests;

internal static class Eventually
{
    /// <summary>Waits until a condition holds, for at most half a minute.</summary>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"Waited in vain: {what}");
            await Task.Delay(50);
        }

        return clock.Elapsed;
    }
}
