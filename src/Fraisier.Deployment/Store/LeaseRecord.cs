using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Who may change a target, as the store keeps it.</summary>
/// <param name="Holder">The process on the store's host that holds it: the controller itself, or the agent of a controller elsewhere.</param>
/// <param name="User">The user who started it.</param>
/// <param name="Deployment">What it works on.</param>
/// <param name="Step">The current step.</param>
/// <param name="Epoch">Increases with every holder.</param>
/// <param name="AcquiredAt">When it was taken, UTC.</param>
/// <param name="ExpiresAt">When it is free again unless it is renewed, UTC.</param>
/// <param name="Released">True when the holder gave it back.</param>
/// <param name="CancelledBy">Who asked the holder to roll back; null when nobody did.</param>
/// <param name="From">The machine of a controller on another host; null when it is on the store's.</param>
public sealed record LeaseRecord(
    ProcessIdentity Holder, string User, string Deployment, string Step, long Epoch, DateTimeOffset AcquiredAt, DateTimeOffset ExpiresAt,
    bool Released, string? From = null, string? CancelledBy = null) : Document
{
    /// <summary>True when no other controller may take it now.</summary>
    /// <param name="now">The present time.</param>
    public bool IsHeld(DateTimeOffset now) => !Released && Holder.IsAlive() != false && now < ExpiresAt;

    /// <summary>The holder as people read it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Who => From is null ? $"{User} ({Holder})" : $"{User} on {From} (through {Holder})";
}
