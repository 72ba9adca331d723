using Confiture.Benchmarks;
using Confiture.Benchmarks.Rows;

// Ratios within one run: this machine against itself. The first argument is the repository, bench.sh has the others.
const int failed = 1, usage = 2;
if (args.Length == 0 || Options.Parse(args[1..]) is not { } options)
{
    await Console.Error.WriteLineAsync("error: what is to be measured cannot be understood\nhint: ./bench.sh [ROUNDS] [--rows REGEX] [--micro]");
    return usage;
}

var repository = Path.GetFullPath(args[0]);
var programs = await Programs.FindAsync(repository);
await using var stage = new Stage(repository, programs);
List<Row> rows =
[
    .. new MigrateUp(stage).All, .. new Builds(stage).All, .. new Daily(stage).All, .. new Starts(stage).All, .. new Diffs(stage).All, .. new Lints(stage).All,
];
var wanted = rows.Where(row => options.Rows?.IsMatch(row.Name) ?? true).ToList();
if (wanted.Count == 0)
{
    await Console.Error.WriteLineAsync($"error: no row has such a name\nhint: there are {string.Join("; ", rows.Select(row => row.Name))}");
    return usage;
}

var (runner, outcomes) = (new Runner(options.Rounds), new List<Outcome>());
foreach (var row in wanted)
{
    await Console.Error.WriteLineAsync($"{outcomes.Count + 1} of {wanted.Count}: {row.Name}");
    outcomes.Add(await runner.RunAsync(row));
    // Whoever stops a long run has the figures up to there.
    await Console.Error.WriteLineAsync(outcomes[^1].Fault is { } fault ? $"error: {row.Name}: {fault}" : Table.Summary(outcomes[^1]));
}

Console.Write(Table.Of(outcomes));
Console.WriteLine(Document.Verdict(outcomes));

// What is kept has a figure in every row, a good one or not.
if (options.IsForDocument && outcomes.All(outcome => outcome.Fault is null))
{
    var text = Document.Of(Machine.This, programs.Server.Version, await programs.VersionsAsync(), options.Rounds, outcomes);
    await File.WriteAllTextAsync(Path.Combine(repository, "docs/benchmarks.md"), text);
}

return outcomes.All(outcome => outcome.IsMet) ? 0 : failed;
