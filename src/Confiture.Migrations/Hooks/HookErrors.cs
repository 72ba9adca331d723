using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>The errors of hooks as data.</summary>
public static class HookErrors
{
    /// <summary>A hook failed, and its migration with it.</summary>
    public static readonly ErrorCode Failed = new("CONF-HOK-001", ExitCode.RolledBack, "A hook of a migration failed");

    /// <summary>A hook returned something that is no JSON object.</summary>
    public static readonly ErrorCode Unreadable = new("CONF-HOK-002", ExitCode.RolledBack, "A hook returned a context that is not JSON");

    /// <summary>A hook exceeded its time limit.</summary>
    public static readonly ErrorCode TimedOut = new("CONF-HOK-003", ExitCode.RolledBack, "A hook exceeded its time limit");

    /// <summary>A directory of hooks contains something that is no hook.</summary>
    public static readonly ErrorCode Unusable = new("CONF-HOK-004", ExitCode.Usage, "A directory of hooks contains something unusable");

    /// <summary>The error of a directory below <c>db/hooks</c> that is named after no phase.</summary>
    /// <param name="directory">The directory, as shown.</param>
    public static ToolException NoPhase(string directory) => Unusable.Error(
        $"{directory} is not named after a phase of a migration.",
        $"The phases are {string.Join(", ", HookPhases.ByName.Keys)}.",
        "Rename the directory, or move it out of the directory of hooks.");

    /// <summary>The error of a file that is neither SQL nor a program.</summary>
    /// <param name="path">The file, as shown.</param>
    public static ToolException NotRunnable(string path) => Unusable.Error(
        $"{path} is neither an .sql file nor executable.",
        "Every file in a directory of hooks runs around each migration.",
        $"If it is a program, run `chmod +x {Foundation.Text.ShellWord.Of(path)}`; otherwise move it out of the directory of hooks.");

    internal static ToolException NotJson(string hook, string where, Exception e) => Unreadable.Error(
        $"Hook {hook} returned a context that is not JSON, in {where}: {e.Message}",
        "A hook passes values on as a JSON object, for example {\"values\": {\"rows\": 12}}, or prints nothing.",
        "Correct the hook and run the command again.", e);

    internal static ToolException TookTooLong(IMigrationHook hook, string outcome, Exception e) => TimedOut.Error(
        $"Hook {hook.Name} did not finish within {hook.Timeout.TotalSeconds:0.#} s and was stopped.",
        $"It ran in phase {HookPhases.NameOf(hook.Phase)}, while the migration's transaction was open. {outcome}",
        "Make it faster, or raise its `timeout` (seconds) in the environment file.", e);

    internal static ToolException Of(IMigrationHook hook, Migration migration, string outcome, ScriptException e) => Failed.Error(
            $"{e.Place}: {e.Server.Text} (SQLSTATE {e.Server.SqlState}).",
            $"It is a hook, in phase {HookPhases.NameOf(hook.Phase)} of {migration}. {outcome}",
            "Correct the hook or what it checks, then run the command again.", e)
        .With(e.Details);

    internal static ToolException Of(IMigrationHook hook, Migration migration, string outcome, ToolException e) => Failed.Error(
            $"Hook {hook.Name} failed: {e.What}",
            $"It ran in phase {HookPhases.NameOf(hook.Phase)} of {migration}. {outcome}",
            e.Fix, e)
        .With([.. (string[])[e.Why], .. e.Details]);

    internal static ToolException Of(IMigrationHook hook, Migration migration, string outcome, Exception e) => Failed.Error(
        $"Hook {hook.Name} failed: {e.Message}",
        $"It ran in phase {HookPhases.NameOf(hook.Phase)} of {migration}. {outcome}",
        "Correct the hook or what it checks, then run the command again.", e);
}
