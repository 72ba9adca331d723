using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Confiture.Benchmarks;

/// <summary>What it costs to lint 100,000 lines of SQL, beside the linter squawk, turn by turn.</summary>
internal static class LintSpeed
{
    private const int Files = 200, LinesOfFile = 500, Tables = 5000, Columns = 8;
    private const double RatioLimit = 1.0;

    public static async Task<bool> RunAsync(string program, string squawk, int rounds)
    {
        var directory = Directory.CreateTempSubdirectory("confiture-lint-").FullName;
        try
        {
            var lines = Write(directory);
            var files = Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal).ToList();
            List<Turn> turns =
            [
                new("confiture lint", () => new(program, ["lint", "--quiet", "--fail-on", "never", "--format", "csv", directory])),
                new("squawk", () => new(squawk, files)),
                // Its own way of showing findings is not the shortest.
                new("squawk --reporter gcc", () => new(squawk, ["--reporter", "gcc", .. files])),
            ];
            var (ours, theirs, shortest) = (turns[0], turns[1], turns[2]);
            foreach (var turn in turns) await turn.RunAsync(); // Files are warm after this.
            for (var round = 0; round < rounds; round++)
            {
                foreach (var turn in turns) turn.Add(await turn.RunAsync());
                turns.Reverse();
            }

            Report.Title(string.Create(CultureInfo.InvariantCulture, $"lint of {lines:N0} lines of SQL in {Files} files, {rounds} rounds"));
            Report.Header("ms on the wall");
            foreach (var turn in (Turn[])[ours, theirs, shortest]) Report.Row(turn.Wall, "0");
            Report.Header("ratio within a round, wall");
            Report.Row(ours.Wall.Over(theirs.Wall), "0.00");
            Report.Row(ours.Wall.Over(shortest.Wall), "0.00");
            Report.Header("ratio within a round, CPU");
            Report.Row(ours.Cpu.Over(theirs.Cpu), "0.00");
            Report.Row(ours.Cpu.Over(shortest.Cpu), "0.00");
            return Report.Verdict("median ratio to squawk on the wall", ours.Wall.Over(theirs.Wall).Median, RatioLimit, "0.00");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private sealed class Turn(string name, Func<ProcessStartInfo> start)
    {
        public Sample Wall { get; } = new(name);

        public Sample Cpu { get; } = new(name);

        // Squawk ends with 1 when it finds something.
        public Task<(double Wall, double Cpu)> RunAsync() => ChildTime.RunAsync(start(), allowedExit: 1);

        public void Add((double Wall, double Cpu) time)
        {
            Wall.Add(time.Wall);
            Cpu.Add(time.Cpu);
        }
    }

    private static int Write(string directory)
    {
        var random = new Random(7);
        var (total, number) = (0, 0);
        for (var file = 0; file < Files; file++)
        {
            var text = new StringBuilder();
            for (var lines = 0; lines < LinesOfFile;)
            {
                var statement = Statement(random, number++);
                text.Append(statement).Append('\n');
                lines += statement.Count(c => c == '\n') + 1;
                total += statement.Count(c => c == '\n') + 1;
            }

            File.WriteAllText(Path.Combine(directory, $"{file:0000}.sql"), text.ToString());
        }

        return total;
    }

    private static string Statement(Random random, int number)
    {
        var (table, other) = (random.Next(Tables), random.Next(Tables));
        string[] types = ["text", "integer", "bigint", "boolean NOT NULL DEFAULT false", "timestamptz", "numeric(10,2)"];
        return random.Next(8) switch
        {
            0 => $"CREATE TABLE app.t{number} (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY{string.Concat(Enumerable.Range(0, Columns).Select(c => $",\n    c{c} {types[random.Next(types.Length)]}"))}\n);",
            1 => $"ALTER TABLE app.t{table} ADD COLUMN x{number} text;",
            2 => $"CREATE INDEX t{number}_idx ON app.t{table} (c1, c2);",
            3 => $"ALTER TABLE app.t{table}\n    ADD CONSTRAINT k{number} FOREIGN KEY (c1)\n    REFERENCES app.t{other} (id) NOT VALID;",
            4 => $"COMMENT ON TABLE app.t{table} IS 'it''s a table';",
            5 => $"CREATE FUNCTION app.f{number}(a integer) RETURNS integer LANGUAGE plpgsql AS $$\nBEGIN\n    IF a > 1 THEN\n        RETURN a + 1;\n    END IF;\n    RETURN 0;\nEND\n$$;",
            6 => $"INSERT INTO app.t{table} (c1, c2)\nVALUES ('a', 'b'),\n    ('c', 'd');",
            _ => $"CREATE VIEW app.v{number} AS\nSELECT a.id, b.c1\nFROM app.t{table} a\nJOIN app.t{other} b ON b.id = a.id\nWHERE a.c1 IS NOT NULL;",
        };
    }
}
