using Confiture.Migrations;
using Confiture.Safety;

namespace Confiture.Project;

/// <summary>How one step of a check ended.</summary>
public enum CheckState
{
    /// <summary>Without a problem.</summary>
    Passed,

    /// <summary>With problems.</summary>
    Failed,

    /// <summary>It was not done, because there was nothing to do or an earlier step failed.</summary>
    Skipped,
}

/// <summary>One problem, at a place if it has one.</summary>
/// <param name="File">The file, relative to the current directory if it is below it; null for none.</param>
/// <param name="Line">The line, from 1; null for the whole file.</param>
/// <param name="Message">What is wrong; it may have several lines.</param>
public sealed record CheckProblem(string? File, int? Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() =>
        File is null ? Message : Line is null ? $"{File}: {Message}" : FormattableString.Invariant($"{File}:{Line}: {Message}");

    internal static CheckProblem In(string path, int? line, string message) => new(Shown(path), line, message);

    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}

/// <summary>One step of a check.</summary>
/// <param name="Name">What it looks at, in words.</param>
/// <param name="Summary">What came out, in a few words.</param>
public sealed record CheckedStep(string Name, CheckState State, string Summary, IReadOnlyList<CheckProblem> Problems)
{
    /// <summary>What is to be looked at, and does not make the step fail.</summary>
    public IReadOnlyList<CheckProblem> Warnings { get; init; } = [];

    internal static CheckedStep Of(string name, string summary, IReadOnlyList<CheckProblem> problems) =>
        new(name, problems.Count == 0 ? CheckState.Passed : CheckState.Failed, summary, problems);

    internal static CheckedStep Skipped(string name, string why) => new(name, CheckState.Skipped, why, []);
}

/// <summary>A statement of a new migration and its risk.</summary>
/// <param name="Line">Its line in the up file.</param>
/// <param name="Sql">Its text, shortened.</param>
/// <param name="Tier">Its risk.</param>
/// <param name="Reason">Why; empty for the lowest.</param>
public sealed record CheckedStatement(Migration Migration, int Line, string Sql, RiskTier Tier, string Reason);

/// <summary>What came out of a check.</summary>
/// <param name="Base">What the working tree was compared with.</param>
/// <param name="New">The migrations that the base does not have.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Statements">The statements of the new migrations.</param>
public sealed record CheckResult(string Base, IReadOnlyList<Migration> New, IReadOnlyList<CheckedStep> Steps, IReadOnlyList<CheckedStatement> Statements)
{
    /// <summary>What the linter found in changed files, whatever its severity.</summary>
    public IReadOnlyList<LintFinding> Findings { get; init; } = [];

    /// <summary>True when no step failed.</summary>
    public bool Passed => Steps.All(s => s.State != CheckState.Failed);
}

/// <summary>What is checked, and against what.</summary>
/// <param name="Base">A branch, tag or hash.</param>
/// <param name="MaxRisk">The highest risk that passes; null for any.</param>
/// <param name="Seeds">The seed files, whose rows go along.</param>
public sealed record CheckWish(string Base, RiskTier? MaxRisk, SeedSet Seeds)
{
    /// <summary>Hears which step begins.</summary>
    public Action<string> Progress { get; init; } = static _ => { };
}
