using Confiture.Schema;

namespace Confiture.Safety;

/// <summary>The context of a script.</summary>
public sealed record SafetyOptions
{
    /// <summary>The oldest and the newest major version that the analysis knows.</summary>
    public const int OldestVersion = 14, NewestVersion = 18;

    /// <summary>The server's major version.</summary>
    public int Version { get; init; } = OldestVersion;

    /// <summary>Whether the runner opens a transaction around the script.</summary>
    public bool RunnerTransaction { get; init; }

    /// <summary>Whether the runner sets <c>lock_timeout</c>.</summary>
    public bool RunnerLockTimeout { get; init; }

    /// <summary>The session's time zone; null when it is not known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The schema before the script; null when it is not known: then the worse case counts.</summary>
    public DatabaseSchema? Schema { get; init; }
}
