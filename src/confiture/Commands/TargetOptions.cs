using System.CommandLine;
using System.CommandLine.Parsing;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Project;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Many databases instead of the environment's one: which, how many at a time, and what a failure stops.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string?> file = new("--targets")
    {
        Description = "Work on the databases that FILE lists, one URL or name on a line",
        HelpName = "FILE",
    };

    private readonly Option<string[]> databases = new("--databases")
    {
        Description = "Work on the server's databases whose name matches, e.g. 'tenant_*' (repeatable)",
        HelpName = "PATTERN",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> exclude = new("--exclude")
    {
        Description = "Exclude databases whose name matches (repeatable)",
        HelpName = "PATTERN",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<int?> parallel = Limits.Count("--parallel", "Number of databases at a time (default: 4)");
    private readonly Option<int?> canary = Limits.Count("--canary", "Do N databases first; the others only if all of these succeed");
    private readonly Option<bool> keepGoing = new("--keep-going") { Description = "Start further databases after one failed" };
    private readonly ProjectOptions project;

    /// <param name="changes">False for a command that only reads: it asks all databases, whatever happens.</param>
    public TargetOptions(Command command, ProjectOptions project, bool changes)
    {
        this.project = project;
        Option[] own = [file, databases, exclude, parallel, .. changes ? (Option[])[canary, keepGoing] : []];
        foreach (var option in own) command.Add(option);
        command.Validators.Add(result =>
        {
            if (IsGiven(result, file) && IsGiven(result, databases)) result.AddError("`--targets` and `--databases` exclude each other.");
            if (!AreGiven(result) && own.FirstOrDefault(option => IsGiven(result, option)) is { } lonely)
                result.AddError($"`{lonely.Name}` is for many databases: add `--targets` or `--databases`.");
        });
    }

    /// <summary>True when the command works on many databases.</summary>
    public bool AreGiven(ParseResult arguments) => AreGiven(arguments.CommandResult);

    /// <summary>The same within a validator.</summary>
    public bool AreGiven(CommandResult result) => IsGiven(result, file) || IsGiven(result, databases);

    /// <summary>Refuses options that have no meaning for many databases.</summary>
    /// <param name="reason">Why they have none, as the end of the message.</param>
    public void Refuse(CommandResult result, IEnumerable<Option> options, string reason)
    {
        if (AreGiven(result) && options.FirstOrDefault(option => IsGiven(result, option)) is { } unfit)
            result.AddError($"`{unfit.Name}` is for one database: {reason}");
    }

    /// <summary>How many at a time, and what a failure stops.</summary>
    public RolloutPlan Plan(ParseResult arguments)
    {
        var usual = new RolloutPlan();
        return usual with
        {
            Parallel = arguments.GetValue(parallel) ?? usual.Parallel, Canary = arguments.GetValue(canary) ?? 0, KeepsGoing = arguments.GetValue(keepGoing),
        };
    }

    /// <summary>The databases, each once.</summary>
    public async Task<IReadOnlyList<RolloutTarget>> TargetsAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var urls = arguments.GetValue(file) is { } path
            ? project.TargetFile(arguments).Read(path)
            : await DatabasePatterns.FindAsync(project.Server(arguments), arguments.GetValue(databases)!, cancellation);
        List<DatabaseUrl> wanted = [.. Without(urls, arguments.GetValue(exclude) ?? [], output)];
        if (wanted.Count == 0) throw TargetErrors.NothingLeft();
        var targets = await TargetList.OfAsync(wanted, cancellation);
        if (targets.Count < wanted.Count) output.Say($"{Counted.Of(wanted.Count - targets.Count, "line")} of the list named a database again.");
        return targets;
    }

    /// <summary>The command as it was typed, to type it again; null when it may hold a secret.</summary>
    public static string? Repeated(ParseResult arguments)
    {
        List<string> words = [.. arguments.Tokens.Select(token => token.Value)];
        return words.Exists(word => Secret.IsSuspect(word) || word.StartsWith("--url", StringComparison.Ordinal))
            ? null : string.Join(' ', words.Prepend(Tool.Name).Select(ShellWord.Of));
    }

    private static IEnumerable<DatabaseUrl> Without(IReadOnlyList<DatabaseUrl> urls, string[] patterns, Output output)
    {
        // A mistyped one would let the work begin in a database that is not meant.
        foreach (var idle in patterns.Where(pattern => !urls.Any(url => DatabasePatterns.Match(pattern, url.Database))))
            output.Warn($"`--exclude {idle}` matches none of the databases.");
        return urls.Where(url => !patterns.Any(pattern => DatabasePatterns.Match(pattern, url.Database)));
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
