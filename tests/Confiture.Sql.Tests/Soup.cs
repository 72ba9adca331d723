using System.Text;

namespace Confiture.Sql.Tests;

/// <summary>Random texts: fragments that open and close every kind of quote and comment, and statements that do so properly.</summary>
internal static class Soup
{
    public static readonly string[] Fragments =
    [
        " ", " ", "\n", "\r\n", "\r", "\t", "\f", "a", "b1", "E", "N", "U&", "é", "😀", "_", "$", "$1", "12", "1.5", ".", "..", "1e5", "0x1F",
        "'", "'", "''", "E'", "B'", "x'", "U&'", "\\'", "\\\\", "\"", "\"\"", "U&\"", "$$", "$$", "$a$", "$a$", "$é$", "a$b$",
        "--", "-- ; \n", "/*", "*/", "/* ; */", "/", "*", "-", "+", "=", "<", "@", "%", "|", "!", ":", "::", ":=", "=>", ",", "(", ")", "[", "]", ";", ";",
        "SELECT", "CREATE", "OR", "REPLACE", "FUNCTION", "PROCEDURE", "BEGIN", "ATOMIC", "END", "CASE", "COPY", "FROM", "SET", "ROLLBACK", "TO",
    ];

    private static readonly string[] Spaces = [" ", "\n", "\r\n", "\t", " /* ; ' */ ", " -- ; '\n", "/* /* $$ */ ; */", "\n--\n", "  "];

    private static readonly string[] Values =
    [
        "1", "-1", "';'", "E'\\';'", "E'a'\n'\\';'", "'\\'", "$$;$$", "$a$ $$ ; $a$", "\";\"", "\"a\"\";\"", "U&';'", "B'1'", "x", "é", "a$b$", "'it''s;'",
        "(1)", "(SELECT ';')", "CASE WHEN a THEN ';' END", "CASE a WHEN 1 THEN (SELECT 2 END) END", "a+-1", "a @- 1", "1 AS end", "1 end", "t.end", "1 AS case",
        "1 case", "begin atomic",
    ];

    public static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => Pick(random, Fragments)));

    public static bool Parses(string text)
    {
        try
        {
            SqlScript.Parse("soup.sql", text);
            return true;
        }
        catch (SqlSyntaxException)
        {
            // Most soups do not parse; the caller looks at the others.
            return false;
        }
    }

    /// <summary>A few statements that PostgreSQL accepts, with random space, comments and empty statements between and in them.</summary>
    public static string Statements(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "");
        for (var left = random.Next(6); left > 0; left--)
        {
            text.Append(Pick(random, Spaces)).Append(Statement(random, 0)).Append(random.Next(3) == 0 ? Pick(random, Spaces) : "")
                .Append(random.Next(5) == 0 ? ";;" : ";");
        }

        return text.Append(random.Next(2) == 0 ? Select(random) : Pick(random, Spaces)).ToString();
    }

    private static string Statement(Random random, int depth) => random.Next(depth > 2 ? 3 : 6) switch
    {
        0 => depth == 0 ? Join(random, "BEGIN") : Select(random),
        1 => Join(random, "CREATE", "TABLE", "begin", "(", "atomic", "int", ",", "\"end;\"", "int", ")"),
        2 => Select(random),
        3 => Join(random, ["CREATE", "RULE", "r", "AS", "ON", "INSERT", "TO", "t", "DO", "(", .. Many(random, () => Select(random)), ")"]),
        _ => Join(random, [.. Routine(random), "BEGIN", "ATOMIC", .. Many(random, () => Statement(random, depth + 1)), "END"]),
    };

    private static string[] Routine(Random random) => random.Next(3) switch
    {
        0 => ["CREATE", "PROCEDURE", "begin", "(", "begin", "atomic", ")"],
        1 => ["CREATE", "OR", "REPLACE", "FUNCTION", "f", "(", ")", "RETURNS", "int"],
        _ => ["create", "function", "\"BEGIN ATOMIC\"", "(", "int", ")", "returns", "begin", "language", "sql", "set", "a", "=", "begin", ",", "atomic"],
    };

    private static string Select(Random random) => Join(random, "SELECT", Pick(random, Values), ",", Pick(random, Values), "FROM", "t");

    private static IEnumerable<string> Many(Random random, Func<string> make)
    {
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            yield return make();
            yield return ";";
        }
    }

    private static string Join(Random random, params string[] words) => string.Join("", words.Select((w, i) => i == 0 ? w : Pick(random, Spaces) + w));

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
