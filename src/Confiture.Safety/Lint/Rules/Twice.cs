using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Columns that one statement gives two values to, or defines twice.</summary>
internal static class Twice
{
    internal static IEnumerable<LintMark> In(StatementNode node) => node switch
    {
        QueryNode { With.Count: > 0 } query => query.With.SelectMany(w => In(w.Statement)).Concat(query is ChangeNode change ? Of(change) : []),
        ChangeNode change => Of(change),
        CreateTable table => Repeated(table.Columns.Select(c => c.Name), "is defined twice"),
        CreateForeignTable table => In(table.Table),
        CreateTableAs { Columns.Count: > 0 } table => Repeated(table.Columns, "is defined twice"),
        AlterTable { Actions.Count: > 1 } alter =>
            Repeated(alter.Actions.OfType<TableAction.AddColumn>().Where(a => !a.IfNotExists).Select(a => a.Column.Name), "is defined twice"),
        Explain explain => In(explain.Statement),
        PrepareStatement prepared => In(prepared.Statement),
        _ => [],
    };

    private static IEnumerable<LintMark> Of(ChangeNode change) => change.Assigned.Count == 0 ? []
        : change.Assigned.SelectMany(a => Repeated(a, "is assigned twice"));

    private static IEnumerable<LintMark> Repeated(IEnumerable<Identifier> columns, string what)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var column in columns)
            if (!seen.Add(column.Text)) yield return new(column.Span, $"{column.Text} {what}");
    }
}
