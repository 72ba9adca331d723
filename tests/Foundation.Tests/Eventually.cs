using Xunit;

namespace Foundation.Tests;

internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Waits for what the kernel does in its own time.</summary>
    public static async Task HoldsAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Limit;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "it did not come true in time");
            await Task.Delay(10);
        }
    }
}
