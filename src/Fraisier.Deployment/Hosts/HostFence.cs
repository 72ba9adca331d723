using System.Globalization;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Keeps controllers with an old epoch away from a host.</summary>
public interface IHostFence
{
    /// <summary>The highest epoch that the host has seen; 0 for a new one.</summary>
    long Epoch { get; }

    /// <summary>Enters for one effect. While the returned guard lives nobody else has an effect on this host.</summary>
    /// <param name="epoch">The controller's epoch.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ToolException">The host has seen a newer epoch (<c>FRAI-DEP-003</c>).</exception>
    Task<IDisposable> EnterAsync(long epoch, CancellationToken cancellation);

    /// <summary>Makes an epoch the newest: from now on older controllers are refused.</summary>
    /// <param name="epoch">The new epoch.</param>
    /// <param name="former">The controller that is being replaced; when it is stuck inside an effect on this machine it is killed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task RaiseAsync(long epoch, ProcessIdentity? former, CancellationToken cancellation);
}

/// <summary>The fence of the host that this process runs on: a lock file around every effect, and the highest epoch beside it.</summary>
/// <param name="store">The application's store.</param>
/// <param name="time">The clock.</param>
public sealed class HostFence(AppStore store, TimeProvider time) : IHostFence
{
    private static readonly TimeSpan LongestEffect = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public long Epoch => File.Exists(store.EpochFile) ? long.Parse(File.ReadAllText(store.EpochFile).Trim(), CultureInfo.InvariantCulture) : 0;

    /// <inheritdoc/>
    public async Task<IDisposable> EnterAsync(long epoch, CancellationToken cancellation)
    {
        var guard = await TakeoverLock.TakeAsync(store.EffectLock, () => null, LongestEffect, time, cancellation);
        if (Epoch <= epoch) return guard;
        guard.Dispose();
        throw DeploymentErrors.Superseded.Error(
            $"This host refuses epoch {epoch}: it has seen epoch {Epoch}.",
            "This controller was paused or cut off for longer than its lease, and another one took over.",
            "It changed nothing after that. Look at the result with `fraisier status` and `fraisier history`.");
    }

    /// <inheritdoc/>
    public async Task RaiseAsync(long epoch, ProcessIdentity? former, CancellationToken cancellation)
    {
        using var guard = await TakeoverLock.TakeAsync(store.EffectLock, () => former, LongestEffect, time, cancellation);
        if (epoch > Epoch) store.Replace(store.EpochFile, epoch.ToString(CultureInfo.InvariantCulture));
    }
}
