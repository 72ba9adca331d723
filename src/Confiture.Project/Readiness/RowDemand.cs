using Confiture.Migrations;
using Confiture.Sql;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>What a pending statement asks of the rows that are there.</summary>
/// <param name="Place">The statement: file, line and column.</param>
/// <param name="Table">The table, with its schema.</param>
/// <param name="Referred">The table that a foreign key refers to; null for other demands.</param>
/// <param name="Query">A query of what breaks it, a row each, from the two tables as they are written after FROM.</param>
/// <param name="Complaint">What is wrong, given the number of rows in words.</param>
internal sealed record RowDemand(
    Migration Migration, string Place, QualifiedName Table, QualifiedName? Referred, Func<string, string, string> Query, Func<string, string> Complaint)
{
    /// <summary>The most rows that are counted.</summary>
    internal const int MostCounted = 1000;

    /// <summary>True for keys and foreign keys: they are about the rows of the table itself, without those of child tables.</summary>
    internal bool IsOfTableOnly { get; init; }

    internal string Said(long count) =>
        $"{Place}: {Complaint(count < MostCounted ? Counted.Of((int)count, "row") : $"{MostCounted} or more rows")}";

    /// <summary>A name as it is written in messages and in SQL.</summary>
    internal static string Write(QualifiedName name) => name.Schema is { } schema
        ? $"{SqlIdentifier.Write(schema)}.{SqlIdentifier.Write(name.Name)}" : SqlIdentifier.Write(name.Name);
}
