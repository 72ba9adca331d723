using System.Globalization;
using System.IO.Enumeration;
using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>Says whether the runner would accept the files of a directory. Needs no database, and lists every mistake at once.</summary>
public sealed class MigrationValidation
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);
    private readonly List<MigrationProblem> problems = [];

    private MigrationValidation()
    {
    }

    /// <summary>How many migrations were read.</summary>
    public int Migrations { get; private set; }

    /// <summary>The mistakes, by file.</summary>
    public IReadOnlyList<MigrationProblem> Problems => problems;

    /// <summary>True when the files can be loaded, so that they can be compared with a ledger.</summary>
    public bool IsLoadable => problems.TrueForAll(p => p.Rule is not (ProblemRule.Name or ProblemRule.Pair or ProblemRule.Version or ProblemRule.Encoding));

    /// <summary>Reads all files of a directory.</summary>
    /// <param name="directory">The migrations directory.</param>
    /// <param name="include">Patterns of file names with <c>*</c> and <c>?</c>; empty for all.</param>
    /// <param name="exclude">Patterns of file names whose mistakes do not count.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ToolException">The directory is missing.</exception>
    public static MigrationValidation Of(string directory, IReadOnlyList<string> include, IReadOnlyList<string> exclude, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var (pairs, unpaired) = FilePair.In(directory);
        var validation = new MigrationValidation { Migrations = pairs.Count };
        List<MigrationProblem> found = [.. unpaired, .. Below(directory)];
        var latest = time.GetUtcNow() + ClocksDiffer;
        foreach (var pair in pairs) found.AddRange(Of(pair, latest));
        validation.problems.AddRange(found
            .Where(p => include.Count == 0 || include.Any(i => Matches(i, p.File)))
            .Where(p => !exclude.Any(e => Matches(e, p.File)))
            .OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Position?.Line ?? 0).ThenBy(p => p.Position?.Column ?? 0));
        return validation;
    }

    /// <summary>Adds the disagreements of the files with a ledger.</summary>
    public void Add(MigrationStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        problems.AddRange(status.DriftLines.Select(d => new MigrationProblem(ProblemRule.Ledger, d.Entry.Migration?.Up.Path ?? $"{d.Entry}",
            TextOf(d.Entry.Migration?.Up.Path ?? $"{d.Entry}", d.Text))));
        problems.AddRange(status.Unfinished.Select(e => new MigrationProblem(ProblemRule.Ledger, e.Migration!.Up.Path,
            "was interrupted; `confiture migrate up` restarts it, `confiture migrate down` undoes it")));
    }

    private static bool Matches(string pattern, string path) => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path), ignoreCase: false);

    // The runner does not look there.
    private static IEnumerable<MigrationProblem> Below(string directory) => Directory.EnumerateDirectories(directory)
        .SelectMany(d => Directory.EnumerateFiles(d, "*.sql", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
        .Select(path => new MigrationProblem(ProblemRule.Name, path, "is in a subdirectory, where migrations are not read"));

    private static IEnumerable<MigrationProblem> Of(FilePair pair, DateTimeOffset latest)
    {
        if (DateTimeOffset.TryParseExact(pair.Version, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && date > latest)
        {
            yield return new(ProblemRule.Version, pair.Up, "its version is in the future: new migrations would be out of order");
        }

        List<MigrationProblem> problems = [];
        var up = Read(pair.Up, problems);
        var down = pair.Down is null ? null : Read(pair.Down, problems);
        foreach (var problem in problems) yield return problem;
        if (up is { Script.Statements.Count: 0 }) yield return new(ProblemRule.Empty, pair.Up, "contains no statement");
        if (up is null || (down is null && pair.Down is not null)) yield break;
        var isDeclared = Declares(up) || (down is not null && Declares(down));
        var hasDown = down is { Script.Statements.Count: > 0 };
        if (hasDown == isDeclared)
        {
            yield return new(ProblemRule.Irreversible, pair.Down ?? pair.Up, hasDown
                ? $"contains statements, and `-- confiture: {SqlDirective.Irreversible}` says that the migration is irreversible"
                : (down is null ? "has no down file" : "contains no statement")
                    + $": write one, or `-- confiture: {SqlDirective.Irreversible}` into the up file");
        }
    }

    private static bool Declares(MigrationFile file) => SqlDirective.In(file.Script).Any(d => d.Text == SqlDirective.Irreversible);

    private static MigrationFile? Read(string path, List<MigrationProblem> problems)
    {
        MigrationFile file;
        try
        {
            file = MigrationFile.Read(path);
        }
        catch (ToolException e)
        {
            problems.Add(new(ProblemRule.Encoding, path, TextOf(path, e.What)));
            return null;
        }

        try
        {
            problems.AddRange(DirectiveCheck.Of(file.Script));
            if (file is { HasConditions: true, InTransaction: true })
                problems.Add(new(ProblemRule.Condition, path, $"contains `-- confiture: {SqlDirective.OnlyIf}...` and runs in a transaction"));
            BatchStatement.Check(file);
            return file;
        }
        catch (ToolException e)
        {
            problems.AddRange(Faults(path, e));
            return null;
        }
    }

    // The reader stops at the first mistake; here all are wanted.
    private static IReadOnlyList<MigrationProblem> Faults(string path, ToolException first)
    {
        var script = SqlScript.ParseWithFaults(path, SqlFile.ReadText(path));
        IReadOnlyList<MigrationProblem> all =
        [
            .. script.Faults.Select(f => new MigrationProblem(ProblemRule.Syntax, path, f.Reason.TrimEnd('.')) { Position = f.Position }),
            .. script.Statements.Where(s => s.IsTransactionControl).Select(s =>
                new MigrationProblem(ProblemRule.TransactionControl, path, $"a file must not contain {s.Keyword}") { Position = script.PositionOf(s.Start) }),
        ];
        return all.Count > 0 ? all : [new(ProblemRule.Syntax, path, TextOf(path, first.What))];
    }

    // The file is named before the text.
    private static string TextOf(string path, string sentence)
    {
        var text = sentence.TrimEnd('.');
        return text.StartsWith(path, StringComparison.Ordinal) ? text[path.Length..].TrimStart(':', ' ') : text;
    }
}
