using System.Text;
using System.Xml.Linq;
using Foundation.Errors;

namespace Architecture.Tests;

/// <summary>Writes docs/errors.md.</summary>
internal static class ErrorTable
{
    private static readonly (string Prefix, string Title)[] Areas =
    [
        ("BASE-CFG", "Configuration files"),
        ("BASE-CLI", "The command line"),
        ("BASE-FIL", "Files"),
        ("BASE-RUN", "Programs that are run"),
        ("CONF-PG", "PostgreSQL servers and connections"),
        ("CONF-SCH", "Schemas and builds"),
        ("CONF-SQL", "SQL files"),
        ("CONF-BLD", "Building databases"),
        ("CONF-BAT", "Statements in batches"),
        ("CONF-HOK", "Hooks"),
        ("CONF-MIG", "Migrations"),
        ("CONF-DRY", "Dry runs"),
        ("CONF-ADP", "Adopting databases of other tools"),
        ("CONF-WIZ", "The wizard"),
        ("CONF-SED", "Seeds"),
        ("CONF-SQU", "Squashing migrations"),
        ("CONF-CHK", "Checks of changes"),
        ("CONF-TEN", "Many databases"),
        ("CONF-LNT", "Lint"),
        ("CONF-TST", "Databases for tests"),
        ("FRAI-DEP", "Deployments"),
    ];

    public static string Of(IReadOnlyList<ErrorCode> codes)
    {
        var text = new StringBuilder();
        text.Append("""
            # Errors

            <!-- Made from the code by tests/Architecture.Tests: UPDATE_DOCS=1 ./test.sh Architecture -->

            Every error says what happened, why, and what to do now, and carries a stable code. With `--format json` it is
            the document [`error/1`](schemas/error-1.json) on standard output. Codes never change their meaning.

            ## Exit codes

            Both tools use one table.

            | exit | meaning |
            |-----:|---|

            """);
        foreach (var exit in Enum.GetValues<ExitCode>()) text.Append($"| {(int)exit} | {Meaning(exit)} |\n");
        foreach (var area in codes.GroupBy(code => code.Id[..code.Id.LastIndexOf('-')]).OrderBy(group => group.Key, StringComparer.Ordinal))
            Add(text, area.Key, area);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string prefix, IEnumerable<ErrorCode> codes)
    {
        var title = Areas.FirstOrDefault(area => area.Prefix == prefix).Title
            ?? throw new InvalidOperationException($"Give {prefix} a title in {nameof(ErrorTable)}.");
        text.Append($"\n## {title}\n\n| code | exit | what happened |\n|---|-----:|---|\n");
        foreach (var code in codes.OrderBy(code => code.Id, StringComparer.Ordinal)) text.Append($"| `{code.Id}` | {(int)code.Exit} | {code.Title} |\n");
    }

    // What the code's own documentation says.
    private static string Meaning(ExitCode exit) => XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "Foundation.xml"))
        .Descendants("member")
        .Single(member => (string?)member.Attribute("name") == $"F:{typeof(ExitCode).FullName}.{exit}")
        .Element("summary")!.Value.Trim();
}
