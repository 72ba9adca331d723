using System.Globalization;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>
/// <c>-- confiture: batch size=10000 pause=100ms by=ctid vacuum=50</c> before an UPDATE or DELETE of a migration outside a transaction: the statement runs for
/// a part of its table's rows at a time, and commits each.
/// </summary>
/// <param name="Size">How many rows of the table a batch looks at; 1 to 1,000,000.</param>
/// <param name="Pause">The rest between two batches; null for a tenth of the time that the last one took.</param>
/// <param name="ByBlocks">True to go through the table by the places of its rows, for a table without a primary key.</param>
/// <param name="VacuumEvery">After how many batches the table is vacuumed; null leaves that to autovacuum.</param>
internal sealed record BatchDirective(int Size, TimeSpan? Pause, bool ByBlocks, int? VacuumEvery)
{
    private const int UsualSize = 10_000, LargestSize = 1_000_000;

    /// <summary>The directive about a statement; null when it has none.</summary>
    /// <exception cref="Foundation.Errors.ToolException">It has a word that is unknown (<c>CONF-BAT-001</c>).</exception>
    internal static BatchDirective? Of(SqlScript script, SqlStatement statement) =>
        script.DirectivesAbout(statement.Start, statement.Length).FirstOrDefault(d => d.IsBatch) is { } found ? Parse(script, found) : null;

    private static BatchDirective Parse(SqlScript script, SqlDirective directive)
    {
        var batch = new BatchDirective(UsualSize, null, false, null);
        foreach (var word in directive.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            batch = word.Split('=', 2) switch
            {
                ["size", var text] when Number(text) is { } size and >= 1 and <= LargestSize => batch with { Size = size },
                ["pause", var text] when Time(text) is { } pause => batch with { Pause = pause },
                ["by", "ctid"] => batch with { ByBlocks = true },
                ["vacuum", var text] when Number(text) is { } every and >= 1 => batch with { VacuumEvery = every },
                _ => throw BatchErrors.BadWord(script, directive, word),
            };
        }

        return batch;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Time(string text)
    {
        var (unit, milliseconds) = text.EndsWith("ms", StringComparison.Ordinal) ? (2, 1) : text.EndsWith('s') ? (1, 1000) : (0, 1);
        return Number(text[..^unit]) is { } number && (long)number * milliseconds <= 3_600_000
            ? TimeSpan.FromMilliseconds((long)number * milliseconds) : null;
    }
}
