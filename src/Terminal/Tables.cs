using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Terminal;

/// <summary>A table for pipes and files: columns aligned by two spaces, one row on one line.</summary>
internal static class PlainTable
{
    public static string Drawn(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. headers.Select((header, column) => rows.Select(row => Width(row[column])).Append(Width(header)).Max())];
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(headers))
        {
            var line = new StringBuilder();
            for (var column = 0; column < widths.Length; column++)
            {
                line.Append(row[column]).Append(' ', widths[column] - Width(row[column]) + 2);
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static int Width(string cell) => new StringInfo(cell).LengthInTextElements;
}

/// <summary>A table for people. Spectre.Console is loaded here and nowhere else, because it costs a tenth of a second.</summary>
internal static class TerminalTable
{
    public static string Drawn(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var header in headers) table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold))));
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        var writer = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = Math.Max(40, Console.WindowWidth);
        console.Write(table);
        return writer.ToString();
    }
}
