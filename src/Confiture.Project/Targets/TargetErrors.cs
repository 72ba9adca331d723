using System.Text.RegularExpressions;
using Confiture.Migrations;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>The errors of work on many databases.</summary>
public static partial class TargetErrors
{
    private const int MostNames = 10;

    /// <summary>A file with a list of databases is missing, not to be trusted, empty or has mistakes.</summary>
    public static readonly ErrorCode List = new("CONF-TEN-001", ExitCode.Usage, "A list of databases cannot be used");

    /// <summary>No database of the server has a name that was asked for.</summary>
    public static readonly ErrorCode NoMatch = new("CONF-TEN-002", ExitCode.Usage, "No database matches");

    /// <summary>Some of the databases failed; their migrations were rolled back.</summary>
    public static readonly ErrorCode Incomplete = new("CONF-TEN-003", ExitCode.RolledBack, "Some of many databases failed");

    /// <summary>Some of the databases failed, and a migration outside a transaction is unfinished in one of them.</summary>
    public static readonly ErrorCode Unfinished = new("CONF-TEN-004", ExitCode.RollbackFailed, "Some of many databases failed and need manual action");

    /// <summary>Files and ledger disagree in some of the databases.</summary>
    public static readonly ErrorCode Drift = new("CONF-TEN-005", ExitCode.StateMismatch, "Files and ledger disagree in some of many databases");

    /// <summary>Some of the databases could not be read.</summary>
    public static readonly ErrorCode Unread = new("CONF-TEN-006", ExitCode.Unreachable, "Some of many databases could not be read");

    /// <summary>The error of databases that failed.</summary>
    /// <param name="results">What became of all databases; at least one failed.</param>
    /// <param name="again">The command that was run; null when it may hold a secret.</param>
    public static ToolException Failed(IReadOnlyList<RolloutResult> results, string? again)
    {
        ArgumentNullException.ThrowIfNull(results);
        var failed = FailedIn(results);
        var rest = results.Count(r => r.State is RolloutState.NotStarted or RolloutState.Interrupted);
        var code = failed.Any(r => r.Error!.Code.Exit == ExitCode.RollbackFailed) ? Unfinished : Incomplete;
        return code.Error(
            $"{Counted.Of(failed.Count, "database")} of {results.Count} failed: {Names(failed)}.{(rest > 0 ? $" {rest} did not start." : string.Empty)}",
            code == Incomplete ? "What failed there was rolled back or did not start; migrations that were applied before it stay."
                : "A migration outside a transaction is unfinished there: its earlier statements are still in effect.",
            $"Fix the cause below, then run the same command again; it does only what is left{Typed(again)}").With(DetailsOf(failed));
    }

    /// <summary>The error of databases that could not be read.</summary>
    /// <param name="results">What became of all databases; at least one failed.</param>
    public static ToolException NotRead(IReadOnlyList<RolloutResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var failed = FailedIn(results);
        return Unread.Error(
            $"{Counted.Of(failed.Count, "database")} of {results.Count} could not be read: {Names(failed)}.",
            "Each was asked alone; the reasons are below.", "Fix the cause, then run the same command again.").With(DetailsOf(failed));
    }

    /// <summary>The error of databases whose ledger and the files disagree.</summary>
    /// <param name="names">The databases; at least one.</param>
    public static ToolException Drifted(IReadOnlyList<string> names, int all) => Drift.Error(
        $"Migration files and ledger disagree in {names.Count} of {Counted.Of(all, "database")}: {Shortened(names)}.",
        "The files must match what ran on a database; otherwise it can be neither rebuilt nor rolled back.",
        "Restore the files that ran there. For one database alone, `confiture migrate status` with its URL names each migration and what to do.");

    internal static ToolException NoList(string path, string why, string fix, Exception? cause = null) =>
        List.Error($"The list of databases {Secret.Hidden(path)} cannot be read.", why, fix, cause);

    internal static ToolException BadList(string path, IReadOnlyList<string> mistakes) => List.Error(
        mistakes.Count == 1 ? mistakes[0] : $"{Secret.Hidden(path)} has {mistakes.Count} mistakes.",
        "Each line is the URL or the name of one database; `${NAME}` stands for an environment variable.",
        "Correct the lines; those that begin with # are comments.").With(mistakes.Count == 1 ? [] : mistakes);

    internal static ToolException EmptyList(string path) => List.Error(
        $"{Secret.Hidden(path)} names no database.", "It has only comments and blank lines.", "Write the URL or the name of one database on each line.");

    /// <summary>The error of databases that were all excluded.</summary>
    public static ToolException NothingLeft() => NoMatch.Error(
        "No database is left: `--exclude` matches all of them.", "There is nothing to work on.", "Narrow the patterns of `--exclude`.");

    internal static ToolException Unmatched(string pattern, string server, IReadOnlyList<string> names)
    {
        var near = NearTo(pattern, names);
        return NoMatch.Error(
            $"No database of {server} matches `{pattern}`{(near.Count > 0 ? $"; did you mean one like `{near[0]}`?" : ".")}",
            names.Count == 0 ? "The server has no database that accepts connections, templates aside."
                : $"It has {(near.Count > 0 ? "names that are near" : "these")}: {Shortened(near.Count > 0 ? near : names)}. Upper and lower case differ.",
            "Correct the pattern, and quote it so that the shell does not expand it: --databases 'tenant_*'");
    }

    private static List<RolloutResult> FailedIn(IReadOnlyList<RolloutResult> results) => [.. results.Where(r => r.State == RolloutState.Failed)];

    private static string Typed(string? again) => again is null ? "." : $": `{again}`";

    private static string Names(IReadOnlyList<RolloutResult> results) => Shortened([.. results.Select(r => r.Target.Name)]);

    private static string Shortened(IReadOnlyList<string> names) => names.Count <= MostNames
        ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";

    /// <summary>What to do about one database of many: a command in it is about that database, and not about the environment's own.</summary>
    /// <param name="result">What became of it; it failed.</param>
    public static string AimedFix(RolloutResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return OneCommand().Replace(result.Error!.Fix, found => $"{found.Value} --url {ShellWord.Of(result.Target.Url.Typed)}");
    }

    [GeneratedRegex("confiture migrate [a-z]+(?: [0-9]{14})?(?: --[a-z-]+)*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneCommand();

    private static string[] DetailsOf(List<RolloutResult> failed) =>
    [
        .. failed.Take(MostNames).SelectMany(r => (string[])[$"{r.Target.Name}: {r.Error!.Code.Id}: {r.Error.What}", $"  why: {r.Error.Why}",
            $"  fix: {AimedFix(r)}"]),
        .. failed.Count > MostNames ? (string[])[$"and {failed.Count - MostNames} more databases, which are listed above"] : [],
    ];

    // Names that begin almost as the pattern does before its first wildcard.
    private static List<string> NearTo(string pattern, IReadOnlyList<string> names)
    {
        var start = pattern.Split('*', '?')[0];
        return start.Length == 0 ? [] : [.. names.Where(name => Spelling.Closest(start, BeginningsOf(name, start.Length)) is not null)
            .OrderByDescending(name => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))];
    }

    private static IEnumerable<string> BeginningsOf(string name, int length) =>
        from difference in (int[])[0, -1, 1]
        where length + difference > 0
        select name[..Math.Min(name.Length, length + difference)];
}
