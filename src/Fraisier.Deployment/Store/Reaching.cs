using Foundation.Errors;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>
/// Asks a host that cannot be reached once more: a connection that was cut is opened again, and a host that is really gone is worth half a minute, because
/// what is not undone there needs a person.
/// </summary>
internal static class Reaching
{
    private const int Tries = 3;
    private static readonly Pace Pace = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), 5, 0);

    /// <summary>Asks, and asks again.</summary>
    /// <param name="question">The question; safe to ask twice.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the pauses.</param>
    public static async Task<T> AskAsync<T>(Func<Task<T>> question, TimeProvider time, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await question();
            }
            catch (ToolException e) when (e.Code == DeploymentErrors.HostUnreachable && attempt < Tries)
            {
                await Task.Delay(Pace.After(attempt), time, cancellation);
            }
        }
    }

    /// <summary>As the other one, for a question without an answer.</summary>
    public static Task AskAsync(Func<Task> question, TimeProvider time, CancellationToken cancellation) => AskAsync(async () =>
    {
        await question();
        return true;
    }, time, cancellation);
}
