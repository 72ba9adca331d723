namespace Fraisier.Deployment;

/// <summary>Asks for the lease.</summary>
/// <param name="Target">What is locked.</param>
/// <param name="User">The user who asks.</param>
/// <param name="From">The machine of a controller on another host; null when it is on the store's.</param>
/// <param name="Purpose">What it is taken for.</param>
/// <param name="LeastEpoch">The highest epoch that any host has seen.</param>
/// <param name="Life">How long the lease is good unless it is renewed.</param>
public sealed record LeaseDemand(string Target, string User, string? From, string Purpose, long LeastEpoch, TimeSpan Life);

/// <summary>A lease that was taken.</summary>
/// <param name="Lease">The new lease.</param>
/// <param name="Former">The previous holder's, if it did not release it; otherwise null.</param>
public sealed record LeaseTaken(LeaseRecord Lease, LeaseRecord? Former);

/// <summary>Renews a lease, and says what is new; null leaves what is there.</summary>
/// <param name="Epoch">The lease's epoch, which names it.</param>
/// <param name="Life">How long it is good from now on.</param>
/// <param name="Step">The current step.</param>
/// <param name="Deployment">The deployment that uses it.</param>
/// <param name="RaiseTo">The least acceptable epoch, because a database has seen one already.</param>
public sealed record LeaseRenewal(long Epoch, TimeSpan Life, string? Step = null, string? Deployment = null, long? RaiseTo = null);
