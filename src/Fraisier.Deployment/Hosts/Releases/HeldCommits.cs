namespace Fraisier.Deployment;

/// <summary>What a mirror holds.</summary>
/// <param name="HasCommit">True when it has the commit that was asked for.</param>
/// <param name="Tips">Commits that it has with everything before them, the newest first; a few at most.</param>
public sealed record HeldCommits(bool HasCommit, IReadOnlyList<string> Tips);

/// <summary>A part of a git bundle.</summary>
/// <param name="Commit">The commit that the bundle brings.</param>
/// <param name="Data">Its bytes.</param>
/// <param name="IsFirst">True for the first part.</param>
/// <param name="IsLast">True for the last part.</param>
/// <param name="Rehearsal">True to leave no trace.</param>
public sealed record BundlePart(string Commit, byte[] Data, bool IsFirst, bool IsLast, bool Rehearsal);
