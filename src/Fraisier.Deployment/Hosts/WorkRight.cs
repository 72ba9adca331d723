namespace Fraisier.Deployment;

/// <summary>A controller's right to have effects, for one deployment.</summary>
/// <param name="Deployment">The deployment's id.</param>
/// <param name="Epoch">The controller's epoch; host and database refuse an older one than they have seen.</param>
/// <param name="RequireHeld">Called right before an effect; throws when the lease is over.</param>
/// <param name="Left">How long the lease is still good.</param>
public sealed record WorkRight(string Deployment, long Epoch, Action RequireHeld, Func<TimeSpan> Left);
