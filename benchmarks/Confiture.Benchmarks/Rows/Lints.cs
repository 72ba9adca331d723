using System.Diagnostics;
using Confiture.Benchmarks.Workloads;

namespace Confiture.Benchmarks.Rows;

/// <summary>SQL files are judged, beside squawk, with each of its two ways of showing what it finds; and a schema, for which a server has to start.</summary>
internal sealed class Lints(Stage stage)
{
    private const double MostOfSquawk = 0.6;
    private const int Files = 242;
    private const int CharactersOfFile = 5_000_000 / Files;
    private const int Lines = 100_000;

    // In one long file its own way of showing findings takes minutes.
    private const int RoundsOfSlow = 1;

    // In so much text every linter finds something in every tenth line at least.
    private const int FewestFindings = 5000;

    public IEnumerable<Row> All =>
    [
        Of($"lint, 5 MB in {Files} files", $"Judges 5 MB of SQL in {Files} files.", null,
            directory => LintFiles.OfCharacters(directory, Files, CharactersOfFile)),
        Of($"lint, {Lines:#,0} lines in one file", $"Judges one file of {Lines:#,0} lines.", RoundsOfSlow, directory => LintFiles.OfLines(directory, Lines)),
        Tiny(),
    ];

    private Row Of(string name, string what, int? roundsOfSquawk, Func<string, IReadOnlyList<string>> write)
    {
        var work = new Lazy<(string Directory, IReadOnlyList<string> Files)>(() =>
        {
            var directory = stage.DirectoryOf(name.Replace(',', ' ').Replace(' ', '-'));
            return (directory, write(directory));
        });
        return new(
            name, what, Unit.Wall,
            [
                Judge("confiture", () => Confiture("--format", "csv", work.Value.Directory)),
                Judge("squawk", () => new(stage.Programs.Squawk, work.Value.Files)) with { AtMost = MostOfSquawk, MostRounds = roundsOfSquawk },
                Judge("squawk --reporter gcc", () => new(stage.Programs.Squawk, ["--reporter", "gcc", .. work.Value.Files])),
            ]);
    }

    private ProcessStartInfo Confiture(params IEnumerable<string> arguments) =>
        new(stage.Programs.Confiture, ["lint", "--quiet", "--fail-on", "never", .. arguments]);

    // Squawk ends with 1 when it finds something.
    private static Contender Judge(string name, Func<ProcessStartInfo> program) =>
        new(name, () => Task.FromResult(new Turn(program(), FoundManyAsync) { AllowedExit = 1 }));

    private static Task FoundManyAsync(Finished finished)
    {
        var lines = finished.Output.Count(c => c == '\n');
        return lines >= FewestFindings ? Task.CompletedTask : throw new NotDoneException($"{lines} lines of findings are too few: {finished.Errors.Trim()}");
    }

    private Row Tiny()
    {
        var project = new Lazy<string>(() =>
        {
            var root = stage.DirectoryOf("tiny");
            Directory.CreateDirectory(Path.Combine(root, "db/schema"));
            File.WriteAllText(Path.Combine(root, "db/schema/tiny.sql"), "create table tiny (id bigint, name varchar(20));\n");
            return root;
        });
        return new(
            "lint, a tiny schema", "Judges a schema of one table: confiture starts a throw-away server and builds it there, squawk reads the text.", Unit.Wall,
            [
                Finds("confiture", "missing-primary-key", () => Confiture("--project-dir", project.Value)),
                Finds("squawk", "varchar", () => new(stage.Programs.Squawk, [Path.Combine(project.Value, "db/schema/tiny.sql")])),
            ])
        {
            Below = 600,
        };
    }

    private static Contender Finds(string name, string finding, Func<ProcessStartInfo> program) =>
        new(name, () => Task.FromResult(new Turn(program(), finished => Peers.SaysAsync(finished, finding)) { AllowedExit = 1 }));
}
