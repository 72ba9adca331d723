using System.Globalization;
using System.Text;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>The statements of a seed file.</summary>
internal static class SeedText
{
    /// <summary>Rows as one statement.</summary>
    internal static string Insert(PlannedTable table, IEnumerable<Sample[]> rows)
    {
        var text = new StringBuilder();
        Add(text, table, rows);
        return text.ToString();
    }

    /// <summary>Rows of several tables as one statement: at its end, all of them are there.</summary>
    internal static string InsertTogether(IReadOnlyList<(PlannedTable Table, IReadOnlyList<Sample[]> Rows)> parts)
    {
        var text = new StringBuilder();
        for (var i = 0; i < parts.Count - 1; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "WITH " : ", ")}part_{i + 1} AS (\n");
            Add(text, parts[i].Table, parts[i].Rows);
            text.Append("\n)");
        }

        text.Append('\n');
        Add(text, parts[^1].Table, parts[^1].Rows);
        return text.ToString();
    }

    /// <summary>Sets columns of rows that are there, found by their key.</summary>
    internal static string Update(PlannedTable table, IReadOnlyList<int> keys, IReadOnlyList<int> set, IReadOnlyList<Sample[]> rows)
    {
        int[] places = [.. keys, .. set];
        var names = places.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"v{i + 1}")).ToList();
        var text = new StringBuilder();
        text.Append($"UPDATE {table.Facts.Sql} AS t SET ");
        text.AppendJoin(", ", set.Select((place, i) => $"{Name(table, place)} = v.{names[keys.Count + i]}"));
        text.Append(" FROM (VALUES\n");
        text.AppendJoin(",\n", rows.Select(row => $"({string.Join(", ", places.Select(p => Typed(table, p, row[p])))})"));
        text.Append($"\n) AS v ({string.Join(", ", names)}) WHERE ");
        return text.AppendJoin(" AND ", keys.Select((place, i) => $"t.{Name(table, place)} = v.{names[i]}")).ToString();
    }

    /// <summary>Makes a sequence continue after the values that the file says.</summary>
    internal static string Continue(string sequence, long last) =>
        $"SELECT pg_catalog.setval({SqlLiteral.Quote(sequence)}, {last.ToString(CultureInfo.InvariantCulture)})";

    private static void Add(StringBuilder text, PlannedTable table, IEnumerable<Sample[]> rows)
    {
        // Rows of defaults alone: DEFAULT VALUES makes one, this as many as are wanted.
        if (table.Columns.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table.Facts.Sql} SELECT FROM pg_catalog.generate_series(1, {rows.Count()})");
            return;
        }

        text.Append($"INSERT INTO {table.Facts.Sql} (");
        text.AppendJoin(", ", table.Columns.Select(c => SqlIdentifier.Quote(c.Facts.Name)));
        text.Append(table.Columns.Any(c => c.Facts.IsAlwaysIdentity) ? ") OVERRIDING SYSTEM VALUE VALUES" : ") VALUES");
        var separator = "\n(";
        foreach (var row in rows)
        {
            text.Append(separator);
            separator = ",\n(";
            for (var i = 0; i < row.Length; i++)
            {
                if (i > 0) text.Append(", ");
                text.Append(Value(table, i, row[i]));
            }

            text.Append(')');
        }
    }

    private static string Name(PlannedTable table, int place) => SqlIdentifier.Quote(table.Columns[place].Facts.Name);

    private static string Typed(PlannedTable table, int place, Sample value) => $"{Value(table, place, value)}::{table.Columns[place].Facts.TypeName}";

    private static string Value(PlannedTable table, int place, Sample value) =>
        value.Text is not { } text ? "NULL" : table.Columns[place].IsBare ? text : SqlLiteral.Quote(text);
}
