using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>Why rows cannot be generated.</summary>
internal static class SeedRefusals
{
    private const string BySql = "Write these rows by hand into a seed file, or relax the constraint in the DDL files.";

    internal static ToolException NoTable(QualifiedName name, IReadOnlyList<SeedTableFacts> tables)
    {
        var shown = name.Schema is null ? name.Name : $"{name.Schema}.{name.Name}";
        var others = tables.Where(t => t.Name == name.Name && (name.Schema is null || t.Schema == name.Schema)).ToList();
        if (others is [{ Kind: not ('r' or 'p') } other])
        {
            return SeedErrors.NoTable.Error(
                $"{shown} is {(other.Kind == 'f' ? "a foreign table" : "a view")}.", "Rows are generated for tables.", "Name the table that it reads.");
        }

        if (others.Count > 1)
        {
            return SeedErrors.NoTable.Error(
                $"{shown} is ambiguous.", $"There are {string.Join(" and ", others.Select(o => o.Title))}.",
                $"Name the schema too: `confiture seed generate {ShellWord.Of(others[0].Title)} --count 10`.");
        }

        var known = tables.Where(t => t.Kind is 'r' or 'p').SelectMany(t => (string[])[t.Name, t.Title]);
        return SeedErrors.NoTable.Error(
            $"There is no table {shown}{Spelling.End(shown, known)}", "The table was looked for in the schema that the DDL files build.",
            "Correct the name, or pass another schema with `--from`.");
    }

    internal static ToolException NoSource(SeedTableFacts table, SeedColumn column) => SeedErrors.NoValue.Error(
        $"{table.Title}.{column.Name} has type {column.TypeName}, for which no values can be generated.",
        "The column is NOT NULL and has no default.", "Give the column a default, or write its rows by hand into a seed file.");

    internal static ToolException Refused(PlannedTable table, ServerMessage server)
    {
        var check = table.Checks.Named(server.Text);
        var (what, why) = check is null ? ($"The server refuses rows of {table.Facts.Title}: {server.Text} (SQLSTATE {server.SqlState}).",
                server.Where is { } place ? $"It said so {place.Split('\n')[0]}." : "No generated row was accepted.")
            : ($"No generated row of {table.Facts.Title} satisfies {check.Name}: {check.Text}.", $"It is about {ColumnsOf(table, check)}.");
        return SeedErrors.NoValue.Error(what, why, BySql);
    }

    internal static ToolException TooFew(PlannedTable table, long made, string refusal, bool isTarget)
    {
        if (table.Checks.All.FirstOrDefault(c => c.Name == refusal) is { } check)
        {
            return SeedErrors.NoValue.Error(
                $"No generated row of {table.Facts.Title} satisfies {check.Name}: {check.Text}.", $"It is about {ColumnsOf(table, check)}.", BySql);
        }

        return SeedErrors.TooFew.Error(
            $"{table.Facts.Title} can get {Counted.Of(made, "different row")}, not {table.Rows}.", $"{refusal} allows no more.",
            isTarget && made > 0 ? $"Pass `--count {made}` or less." : BySql);
    }

    internal static ToolException NotStored(SeedTableFacts table, long stored, long wanted) => SeedErrors.TooFew.Error(
        $"After the INSERTs of {Counted.Of(wanted, "row")}, {table.Title} has {stored} of them.", "A trigger or a rule of the table drops the others.",
        "Write these rows by hand into a seed file, or change the trigger or rule in the DDL files.");

    internal static ToolException Circle(IReadOnlyList<PlannedTable> tables, string reason) => SeedErrors.Circle.Error(
        tables.Count == 1 ? $"{tables[0].Facts.Title} refers to itself, and no first row is possible."
            : $"{string.Join(" and ", tables.Select(t => t.Facts.Title))} require each other's rows, and no first rows are possible.",
        reason, "Make a column of one of these foreign keys nullable, or write the rows by hand into a seed file.");

    private static string ColumnsOf(PlannedTable table, SeedCheck check)
    {
        var columns = table.Columns.Select(c => c.Facts.Name)
            .Where(name => ExpressionTokens.Of(check.Text).Any(t => t.Text == name) || check.Ways.Lists.Any(l => l.Any(a => a.Column == name))).ToList();
        return columns.Count == 0 ? "a column that the server fills" : $"column{(columns.Count == 1 ? string.Empty : "s")} {string.Join(", ", columns)}";
    }
}
