using System.CommandLine;
using Foundation.Errors;
using Foundation.Waiting;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>The options with which a command waits for a lock instead of failing.</summary>
internal sealed class LockWait
{
    private const int Quarter = 900, Day = 86_400;
    private static readonly Pace Pace = Pace.Every(TimeSpan.FromSeconds(1));
    private readonly Option<bool> wait = new("--wait") { Description = "Wait while another deployment holds the lock" };
    private readonly Option<int> limit = NumberOption.New("--wait-timeout", "Maximum wait in seconds", Quarter, Day);

    public IReadOnlyList<Option> Options => [wait, limit];

    /// <summary>Does something that needs the lock.</summary>
    public async Task<T> ForAsync<T>(
        ParseResult arguments, Output output, TimeProvider time, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var deadline = Deadline.In(TimeSpan.FromSeconds(arguments.GetValue(limit)), time);
        string? said = null;
        while (true)
        {
            try
            {
                return await work(cancellation);
            }
            catch (ToolException e) when (arguments.GetValue(wait) && e.Code == DeploymentErrors.Locked && !deadline.HasPassed)
            {
                // Once for each holder, not once a second.
                var since = e.What.LastIndexOf(", since", StringComparison.Ordinal);
                var holder = since < 0 ? e.What : e.What[..since];
                if (holder != said) output.Say($"waiting: {said = holder}");
                await Task.Delay(Pace.After(1), time, cancellation);
            }
        }
    }
}
