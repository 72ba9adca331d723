using System.Globalization;
using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>One paragraph of statements.sql.</summary>
internal sealed record StatementCase(SqlScript Script, int Since, int Until)
{
    internal static IReadOnlyList<StatementCase> All { get; } = [.. Read(Files.PathOf("statements.sql"))];

    internal SqlStatement Last => Script.Statements[^1];

    internal bool IsFor(int version) => Since <= version && version <= Until;

    private static IEnumerable<StatementCase> Read(string path)
    {
        foreach (var paragraph in File.ReadAllText(path).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var (since, until) = (14, 18);
            if (paragraph.StartsWith("-- 1", StringComparison.Ordinal))
            {
                var range = paragraph[3..paragraph.IndexOf('\n')].Split('-');
                (since, until) = (int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[1], CultureInfo.InvariantCulture));
            }

            var script = SqlScript.Parse("case", paragraph);
            if (script.Statements.Count > 0) yield return new(script, since, until);
        }
    }
}
