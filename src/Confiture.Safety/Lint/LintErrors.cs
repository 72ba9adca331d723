using Foundation.Errors;

namespace Confiture.Safety;

/// <summary>The errors of linting.</summary>
public static class LintErrors
{
    /// <summary>The query of a rule of the user's own fails or returns something else than names.</summary>
    public static readonly ErrorCode BadQuery = new("CONF-LNT-001", ExitCode.Usage, "The query of a lint rule fails");

    /// <summary>An assembly with rules cannot be used.</summary>
    public static readonly ErrorCode BadAssembly = new("CONF-LNT-002", ExitCode.Usage, "An assembly with lint rules cannot be used");

    /// <summary>There is nothing to judge.</summary>
    public static readonly ErrorCode NothingToLint = new("CONF-LNT-003", ExitCode.Usage, "There is nothing to lint");

    /// <summary>A rule of the user's own threw, hung, or ended the process that runs it.</summary>
    public static readonly ErrorCode RuleFailed = new("CONF-LNT-004", ExitCode.Failed, "A lint rule of an assembly failed");

    private const string Setting = "`lint: assemblies:` in the environment's file names it.";

    /// <summary>The error of an assembly that does not exist.</summary>
    /// <param name="path">The assembly.</param>
    public static ToolException NoAssembly(string path) =>
        BadAssembly.Error($"{path} does not exist.", Setting, "Build it, or correct the path; it counts from the project's root.");

    /// <summary>The error of an assembly that cannot be loaded or holds no rule.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="why">What happened.</param>
    public static ToolException UnusableAssembly(string path, string why) =>
        BadAssembly.Error($"{path} cannot be used as an assembly with lint rules.", why,
            "Build an assembly with a public class that implements ILintRule, for the .NET version that `dotnet --version` prints, "
            + "or remove it from `lint: assemblies:`.");

    /// <summary>The error of two rules of one name.</summary>
    public static ToolException NameTaken(string id) => BadQuery.Error(
        $"Two lint rules are named {id}.", "Built-in rules, those under `lint: custom:`, those in db/lint and those of assemblies share their names.",
        "Rename one of them.");

    /// <summary>The error where there is no .NET to run rules with.</summary>
    public static ToolException NoRuntime() => BadAssembly.Error(
        "Lint rules in .NET assemblies need the program `dotnet`, and it is not on PATH.",
        "This tool is a native executable; rules of an assembly run in a process of their own.",
        "Install the .NET runtime (https://dotnet.microsoft.com/download), or remove `lint: assemblies:` from the environment's file.");

    /// <summary>The error of an installation without the program that runs rules.</summary>
    /// <param name="path">Where the program should be.</param>
    public static ToolException NoHost(string path) => BadAssembly.Error(
        $"{path} is missing.", "It runs the lint rules of .NET assemblies, and belongs beside the tool.", "Install the tool again with its directory `rules`.");

    /// <summary>The error of a rule that throws.</summary>
    /// <param name="why">What it threw.</param>
    public static ToolException RuleThrew(string rule, string why) =>
        RuleFailed.Error($"Lint rule {rule} threw an exception.", why, $"Correct the rule, or leave it out: confiture lint --ignore {rule}");

    /// <summary>The error of a rule that does not answer.</summary>
    /// <param name="what">What was asked.</param>
    /// <param name="patience">How long it had.</param>
    public static ToolException RuleHangs(string what, TimeSpan patience) => RuleFailed.Error(
        $"No answer from {what} within {patience.TotalSeconds:0.###} s.",
        "One rule has this long for one file or schema.",
        "Correct the rule, or allow more in the environment's file: lint: assemblies_timeout_ms: 300000");

    /// <summary>The error of a process that ended before it answered.</summary>
    /// <param name="what">What was asked.</param>
    /// <param name="said">The last lines that it wrote.</param>
    public static ToolException RuleProcessEnded(string what, IReadOnlyList<string> said) => RuleFailed.Error(
        $"The process that runs lint rules ended during {what}.",
        said.Count > 0 ? said[^1] : "It wrote nothing.",
        "Correct the rule, or remove its assembly from `lint: assemblies:`.").With(said.Count > 1 ? said : []);
}
