using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>One of many databases that are migrated alike.</summary>
/// <param name="Name">Its name in reports; no other target of the same rollout has it.</param>
/// <param name="Url">The database.</param>
public sealed record RolloutTarget(string Name, DatabaseUrl Url);

/// <summary>How many databases are worked on at a time, and what a failure stops.</summary>
public sealed record RolloutPlan
{
    /// <summary>The databases at a time; at least 1, and 4 by default.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>The number of databases that come first: the others start only when all of these succeeded. 0 (the default) for none.</summary>
    public int Canary { get; init; }

    /// <summary>True to start further databases after one failed; a failed canary stops the others all the same.</summary>
    public bool KeepsGoing { get; init; }
}
