namespace Fraisier.Deployment;

/// <summary>What releases share, and what the application may write. Paths are relative to a release.</summary>
/// <param name="Files">Files that all releases have in common, in <c>APP_PATH/shared</c>.</param>
/// <param name="Directories">Directories that all releases have in common, in <c>APP_PATH/shared</c>.</param>
/// <param name="Writable">Directories of each release that the group may write to.</param>
public sealed record SharedSettings(IReadOnlyList<string> Files, IReadOnlyList<string> Directories, IReadOnlyList<string> Writable)
{
    /// <summary>Nothing is shared.</summary>
    public static SharedSettings None { get; } = new([], [], []);
}
