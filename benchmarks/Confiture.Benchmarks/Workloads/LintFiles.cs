using System.Text;

namespace Confiture.Benchmarks.Workloads;

/// <summary>SQL files with statements of many kinds, in which linters find something.</summary>
internal static class LintFiles
{
    private const int Tables = 5000;
    private const int Columns = 8;
    private static readonly string[] Types = ["text", "integer", "bigint", "boolean NOT NULL DEFAULT false", "timestamptz", "numeric(10,2)"];

    /// <summary>Writes files of a length in characters.</summary>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> OfCharacters(string directory, int files, int charactersOfFile) =>
        Write(directory, files, charactersOfFile, static statement => statement.Length);

    /// <summary>Writes one file of a length in lines.</summary>
    /// <returns>Its path, alone.</returns>
    public static IReadOnlyList<string> OfLines(string directory, int lines) =>
        Write(directory, 1, lines, static statement => statement.Count(c => c == '\n'));

    private static List<string> Write(string directory, int files, int length, Func<string, int> measure)
    {
        var (random, number, paths) = (new Random(7), 0, new List<string>());
        for (var file = 0; file < files; file++)
        {
            var text = new StringBuilder();
            for (var written = 0; written < length;)
            {
                var statement = Statement(random, number++) + "\n";
                text.Append(statement);
                written += measure(statement);
            }

            paths.Add(Path.Combine(directory, $"{file:0000}.sql"));
            File.WriteAllText(paths[^1], text.ToString());
        }

        return paths;
    }

    private static string Statement(Random random, int number)
    {
        var (table, other) = (random.Next(Tables), random.Next(Tables));
        return random.Next(8) switch
        {
            0 => Table(random, number),
            1 => $"ALTER TABLE app.t{table} ADD COLUMN x{number} text;",
            2 => $"CREATE INDEX t{number}_idx ON app.t{table} (c1, c2);",
            3 => $"ALTER TABLE app.t{table}\n    ADD CONSTRAINT k{number} FOREIGN KEY (c1)\n    REFERENCES app.t{other} (id) NOT VALID;",
            4 => $"COMMENT ON TABLE app.t{table} IS 'it''s a table';",
            5 => Function(number),
            6 => $"INSERT INTO app.t{table} (c1, c2)\nVALUES ('a', 'b'),\n    ('c', 'd');",
            _ => $"CREATE VIEW app.v{number} AS\nSELECT a.id, b.c1\nFROM app.t{table} a\nJOIN app.t{other} b ON b.id = a.id\nWHERE a.c1 IS NOT NULL;",
        };
    }

    private static string Table(Random random, int number)
    {
        var columns = string.Concat(Enumerable.Range(0, Columns).Select(c => $",\n    c{c} {Types[random.Next(Types.Length)]}"));
        return $"CREATE TABLE app.t{number} (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY{columns}\n);";
    }

    private static string Function(int number) =>
        $"CREATE FUNCTION app.f{number}(a integer) RETURNS integer LANGUAGE plpgsql AS $$\n"
        + "BEGIN\n    IF a > 1 THEN\n        RETURN a + 1;\n    END IF;\n    RETURN 0;\nEND\n$$;";
}
