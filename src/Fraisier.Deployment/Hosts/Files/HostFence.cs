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

    /// <summary>Enters for one change. While the returned guard is held, no other change happens on this host.</summary>
    /// <param name="epoch">The controller's epoch.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ToolException">The host has seen a newer epoch (<c>FRAI-DEP-003</c>).</exception>
    Task<IDisposable> EnterAsync(long epoch, CancellationToken cancellation);

    /// <summary>Makes an epoch the newest: from now on older controllers are refused, and one stuck inside a change is killed.</summary>
    /// <param name="epoch">The new epoch; its holder has the lease, so every older one is over.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task RaiseAsync(long epoch, CancellationToken cancellation);
}

/// <summary>The process inside a change.</summary>
/// <param name="Epoch">The epoch of its controller.</param>
public sealed record EffectHolder(ProcessIdentity Process, long Epoch) : Document;

/// <summary>The fence of the host that this process runs on: a lock file around every change, and the highest epoch next to it.</summary>
/// <param name="directory">What the host keeps of the target.</param>
/// <param name="time">The clock.</param>
public sealed class HostFence(HostDirectory directory, TimeProvider time) : IHostFence
{
    private static readonly TimeSpan LongestEffect = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public long Epoch
    {
        get
        {
            if (!Path.Exists(directory.EpochFile)) return 0;
            if (!FileOwner.IsPlainFile(directory.EpochFile)) throw Document.Damaged(directory.EpochFile, "it is not a file");
            var text = File.ReadAllText(directory.EpochFile).Trim();
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch
                : throw Document.Damaged(directory.EpochFile, text.Length == 0 ? "it is empty" : "it contains no number");
        }
    }

    /// <inheritdoc/>
    public async Task<IDisposable> EnterAsync(long epoch, CancellationToken cancellation)
    {
        var guard = await TakeoverLock.TakeAsync(directory.EffectLock, () => null, LongestEffect, time, cancellation);
        try
        {
            // It may have been away when the others learnt of the epoch.
            if (Epoch is var seen && seen > epoch) throw Refused(epoch);
            if (epoch > seen) directory.Replace(directory.EpochFile, epoch.ToString(CultureInfo.InvariantCulture) + "\n");
            directory.Write(directory.EffectHolder, new(ProcessIdentity.Current, epoch), HostJson.Default.EffectHolder);
            return guard;
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RaiseAsync(long epoch, CancellationToken cancellation)
    {
        using var guard = await TakeoverLock.TakeAsync(directory.EffectLock, () => Stuck(epoch), LongestEffect, time, cancellation);
        if (epoch > Epoch) directory.Replace(directory.EpochFile, epoch.ToString(CultureInfo.InvariantCulture) + "\n");
    }

    private ProcessIdentity? Stuck(long epoch) =>
        Document.Read(directory.EffectHolder, HostJson.Default.EffectHolder) is { } holder && holder.Epoch < epoch ? holder.Process : null;

    private ToolException Refused(long epoch) => DeploymentErrors.Superseded.Error(
        $"This host rejects epoch {epoch}: it has seen epoch {Epoch}.",
        "This controller was paused or cut off for longer than its lease, and another one took over.",
        "It changed nothing after that. Check the result with `fraisier status` and `fraisier history`.");
}
