using Confiture.Migrations;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Determines the schema change, and the reasons to refuse it.</summary>
/// <param name="Change">What would happen.</param>
/// <param name="State">What was seen.</param>
/// <param name="Irreversible">The migrations that cannot be rolled back, by name.</param>
internal sealed record SchemaAnswer(SchemaChange Change, SchemaState State, IReadOnlyList<string> Irreversible);

/// <summary>Asks the database what a release would do to it.</summary>
/// <param name="parts">What the host acts on.</param>
internal sealed class SchemaQuestion(HostParts parts)
{
    /// <summary>The change for deploying a release.</summary>
    /// <param name="directory">Its files.</param>
    /// <param name="accepted">True when migrations that cannot be rolled back are accepted.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ToolException">Files and database disagree, or a migration cannot be rolled back.</exception>
    public async Task<SchemaAnswer> UpAsync(Release release, string directory, bool accepted, CancellationToken cancellation)
    {
        var state = await AgreedAsync(directory, cancellation);
        var irreversible = state.Pending.Where(m => !m.IsReversible).ToList();
        if (irreversible.Count > 0 && !accepted) throw Irreversible(irreversible);
        var verb = state.Pending.Count == 0 ? SchemaVerb.None : SchemaVerb.Up;
        return new(new(verb, [.. state.Pending.Select(m => m.Version)], release, irreversible.Count > 0), state, [.. irreversible.Select(m => m.ToString())]);
    }

    /// <summary>The change for rolling back from one release to an older one.</summary>
    /// <param name="newer">The live release.</param>
    /// <param name="newerFiles">Its files.</param>
    /// <param name="olderFiles">The older release's files.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ToolException">Files and database disagree, or a migration cannot be rolled back.</exception>
    public async Task<SchemaAnswer> DownAsync(Release newer, string newerFiles, string olderFiles, CancellationToken cancellation)
    {
        var state = await AgreedAsync(newerFiles, cancellation);
        if (state.Pending.Count > 0) throw NotItsDatabase(newer, state);
        var older = await parts.Migrator!.LookAsync(olderFiles, cancellation);
        if (older.Pending.Count > 0) throw NotOlder(older);
        var surplus = older.Unknown.Select(m => m.Version).Reverse().ToList();
        var stuck = state.Applied.Where(m => surplus.Contains(m.Version, StringComparer.Ordinal) && !m.IsReversible).ToList();
        if (stuck.Count > 0) throw Irreversible(stuck);
        return new(new(surplus.Count == 0 ? SchemaVerb.None : SchemaVerb.Down, surplus, newer), state, []);
    }

    /// <summary>Refuses to act on another database than the one that the plan was made for.</summary>
    /// <param name="planned">The one of the plan.</param>
    /// <param name="seen">The one that is there now.</param>
    /// <exception cref="ToolException">They are two (<c>FRAI-DEP-027</c>).</exception>
    public static void RequireSame(DatabaseState? planned, DatabaseState seen)
    {
        if (planned is null || planned.Identity == seen.Identity) return;
        throw DeploymentErrors.WrongDatabase.Error(
            $"The deployment plan is for database {planned.Identity}, but the configuration now leads to {seen.Identity}.",
            "A variable, a configuration file or a service entry has changed since the deployment started. Nothing was changed there.",
            "Restore the old value and run: fraisier recover");
    }

    private async Task<SchemaState> AgreedAsync(string directory, CancellationToken cancellation)
    {
        var state = await parts.Migrator!.LookAsync(directory, cancellation);
        if (state.Disagreement is not { } disagreement) return state;
        throw disagreement.ToError(disagreement.Code == MigrationErrors.ForeignLedger.Id ? ExitCode.Refused : ExitCode.StateMismatch);
    }

    private static ToolException NotItsDatabase(Release live, SchemaState state) => DeploymentErrors.WrongDatabase.Error(
        $"Database {state.Database.Identity} is missing migrations of the live release {live.Name}: {string.Join(", ", state.Pending)}.",
        "It is not the database that the release uses, or something else changed it. There is nothing in it to roll back.",
        "Correct the database in fraises.yaml or in its variables. If this is the right one, apply the missing migrations first: fraisier deploy");

    // Going back only ever takes migrations away: on this schema the release could not work.
    private ToolException NotOlder(SchemaState state) => DeploymentErrors.NoPrevious.Error(
        $"The release needs migrations that are not applied: {string.Join(", ", state.Pending)}.",
        "It is newer than the live one, and a rollback only rolls migrations back.",
        $"Deploy its commit: set `branch` and run `fraisier deploy {parts.Target.Fraise} {parts.Target.Environment}`.");

    private static ToolException Irreversible(IReadOnlyList<MigrationName> migrations) => DeploymentErrors.Irreversible.Error(
        $"{string.Join(", ", migrations)} cannot be rolled back.",
        "The down file is missing or empty: if the release fails, the old code would run on the new schema.",
        $"Write {migrations[0]}.down.sql, or deploy without rollback: --no-rollback");
}
